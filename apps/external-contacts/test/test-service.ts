import { randomUUID } from 'node:crypto';
import type { Principal, ResourceCall } from '@lethe/contracts';
import { RunningDomain } from '@lethe/testing';
import { externalContactsFixture } from './external-contacts-fixture.ts';

export const newPrincipal = (more: Partial<Principal> = {}): Principal => ({
  organisationId: randomUUID(),
  defaultCountry: 'US',
  correlationId: randomUUID(),
  clientId: randomUUID(),
  permissions: ['externalContacts:*:*'],
  ...more,
});

type Method = ResourceCall['method'];
const url = (path: string) => `/api/v2/externalcontacts${path}`;

/** The running service, called by one client unless another is given. */
export class TestService {
  readonly principal = newPrincipal();

  private constructor(readonly domain: RunningDomain) {}

  static async start(): Promise<TestService> {
    return new TestService(await RunningDomain.start(externalContactsFixture));
  }

  call(method: Method, path: string, body?: unknown, principal = this.principal) {
    return this.domain.call(principal, method, url(path), body);
  }

  /** The body of a call that must succeed. */
  ok(method: Method, path: string, body?: unknown, principal = this.principal) {
    return this.domain.ok(principal, method, url(path), body);
  }

  create(body: object = {}, principal = this.principal) {
    return this.ok('POST', '/contacts', body, principal);
  }

  /** Status and code of a call that must fail. */
  refusal(method: Method, path: string, body?: unknown, principal = this.principal) {
    return this.domain.refusal(principal, method, url(path), body);
  }

  stop(): Promise<void> {
    return this.domain.stop();
  }
}
