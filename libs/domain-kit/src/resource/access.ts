import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { grants, LetheError, PERMISSIONS_EXTENSION, permissionsExtension, Principal } from '@lethe/contracts';

const PERMISSION = 'lethe:permission';

/**
 * Header that carries the principal from the NATS handler to the controllers; the app listens on no port, so nobody
 * else can send it.
 */
export const PRINCIPAL_HEADER = 'lethe-principal';

/**
 * The permission that a route of the resource API needs, as `domain:entity:action`, checked and documented. A route
 * without one is denied.
 */
export const RequirePermission = (permission: string) =>
  applyDecorators(
    SetMetadata(PERMISSION, permission),
    ApiExtension(PERMISSIONS_EXTENSION, permissionsExtension(permission)),
  );

/** The authenticated caller, with the organisation whose data the route may touch. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => principalOf(context));

@Injectable()
export class PermissionGuard implements CanActivate {
  private readonly reflector = new Reflector();

  canActivate(context: ExecutionContext): boolean {
    const needed = this.reflector.getAllAndOverride<string | undefined>(PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (needed === undefined)
      throw new LetheError('not.authorized', 'This route declares no permission, so nobody may call it.');
    if (grants(principalOf(context).permissions, needed)) return true;
    throw new LetheError(
      'missing.any.permissions',
      `Unable to perform the requested action. You are missing the following permission(s): ${needed}`,
      {
        params: { permissions: needed },
      },
    );
  }
}

function principalOf(context: ExecutionContext): Principal {
  const request = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
  return Principal.parse(JSON.parse(request.headers[PRINCIPAL_HEADER] ?? 'null'));
}
