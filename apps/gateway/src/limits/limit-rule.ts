import { Reflector } from '@nestjs/core';

/** Which limit a route counts against (requirements D16); a route that says nothing is a `call`. */
export type LimitKind = 'search' | 'request' | 'call';
export const LimitRule = Reflector.createDecorator<LimitKind>();
