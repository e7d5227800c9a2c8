import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import type { GatewayRequest } from './gateway-request.ts';

/** The authenticated caller of a route that is not public. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<GatewayRequest>();
  if (principal === undefined) throw new Error('A public route has no caller.');
  return principal;
});
