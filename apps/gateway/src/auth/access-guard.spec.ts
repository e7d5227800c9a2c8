import { Controller, Get, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessGuard } from './access-guard.ts';
import { PermissionInDomain, Public, RequirePermission } from './access.ts';

@Controller()
class Routes {
  @Get() forgotten() {}
  @Get() @Public() open() {}
  @Get() @RequirePermission('gdpr:request:view') view() {}
  @Get() @PermissionInDomain() domain() {}
}

/** What the guard says to a client that may do everything, or nothing. */
async function access(route: keyof Routes, permissions: string[]): Promise<string> {
  const principal = { organisationId: 'o', clientId: 'c', permissions, defaultCountry: 'US', correlationId: 'x' };
  const guard = new AccessGuard(
    new Reflector(),
    { authenticate: async () => principal } as never,
    { consume: async () => undefined } as never,
  );
  const http = { getRequest: () => ({ startedAt: performance.now(), waitedMs: 0 }), getResponse: () => ({}) };
  const context = {
    getHandler: () => Routes.prototype[route],
    getClass: () => Routes,
    switchToHttp: () => http,
  } as unknown as ExecutionContext;
  return guard.canActivate(context).then(
    () => 'allowed',
    (error: { code: string }) => error.code,
  );
}

it('denies a route that declares nothing, even to a client that may do everything', async () => {
  expect(await access('forgotten', ['*'])).toBe('not.authorized');
});

it('lets in whom a route names, and nobody else', async () => {
  expect(await access('open', [])).toBe('allowed');
  expect(await access('view', ['gdpr:request:*'])).toBe('allowed');
  expect(await access('view', ['gdpr:request:add'])).toBe('missing.any.permissions');
  expect(await access('domain', [])).toBe('allowed');
});
