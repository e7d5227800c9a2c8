import { Reflector } from '@nestjs/core';

/** Who may call a route. A route that says nothing is closed to everybody (deny by default). */
export type Access =
  | { kind: 'public' }
  | { kind: 'permission'; permission: string }
  /** Any authenticated client: the domain that answers checks its own permissions. */
  | { kind: 'domain' };

export const AccessRule = Reflector.createDecorator<Access>();

export const Public = () => AccessRule({ kind: 'public' });
export const RequirePermission = (permission: string) => AccessRule({ kind: 'permission', permission });
export const PermissionInDomain = () => AccessRule({ kind: 'domain' });
