import { applyDecorators } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { PERMISSIONS_EXTENSION, permissionsExtension } from '@lethe/contracts';

/** Who may call a route. A route that says nothing is closed to everybody (deny by default). */
export type Access =
  | { kind: 'public' }
  | { kind: 'permission'; permission: string }
  /** Any authenticated client: the domain that answers checks its own permissions. */
  | { kind: 'domain' };

export const AccessRule = Reflector.createDecorator<Access>();

export const Public = () => AccessRule({ kind: 'public' });
export const RequirePermission = (permission: string) =>
  applyDecorators(
    AccessRule({ kind: 'permission', permission }),
    ApiExtension(PERMISSIONS_EXTENSION, permissionsExtension(permission)),
  );
export const PermissionInDomain = () => AccessRule({ kind: 'domain' });
