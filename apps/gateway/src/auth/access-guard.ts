import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { grants, LetheError, type Principal } from '@lethe/contracts';
import { withinDeadline } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { LimitRule, type LimitKind } from '../limits/limit-rule.ts';
import { RateLimits } from '../limits/rate-limits.ts';
import { AccessRule, type Access } from './access.ts';
import { Authenticator } from './authenticator.ts';

/** In this order: who calls, may they, have they called too often. Only then is their input looked at. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride(AccessRule, [context.getHandler(), context.getClass()]) as
      Access | undefined;
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<GatewayRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const principal = await withinDeadline(request, this.authenticator.authenticate(request, reply));
    request.principal = principal;
    assertPermitted(principal, access);
    const limit = (this.reflector.get(LimitRule, context.getHandler()) as LimitKind | undefined) ?? 'call';
    await withinDeadline(request, this.limits.consume(limit, principal, reply));
    return true;
  }
}

function assertPermitted(principal: Principal, access: Access | undefined): void {
  if (access === undefined)
    throw new LetheError('not.authorized', 'You are not authorized to perform the requested action.');
  if (access.kind !== 'permission' || grants(principal.permissions, access.permission)) return;
  const message = `Unable to perform the requested action. You are missing the following permission(s): ${access.permission}`;
  throw new LetheError('missing.any.permissions', message, { params: { permissions: access.permission } });
}
