import { Reflector } from '@nestjs/core';

/** The route takes `application/x-www-form-urlencoded` instead of JSON. */
export const AcceptsForm = Reflector.createDecorator<void, true>({ transform: () => true });
