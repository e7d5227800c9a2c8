import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ResourceReply, SUBJECTS, type Principal, type ResourceCall } from '@lethe/contracts';
import { DomainConfig, startDomain } from '@lethe/domain-kit';
import { MessagingClient } from '@lethe/messaging';
import { Logger } from '@lethe/platform';
import { startNats, TEST_PSEUDONYM_KEY, TestPostgres, type ServiceProcess } from '@lethe/testing';
import { externalContacts } from '../external-contacts.ts';
import { migrations } from '../migrations/index.ts';

export const newPrincipal = (more: Partial<Principal> = {}): Principal => ({
  organisationId: randomUUID(),
  defaultCountry: 'US',
  correlationId: randomUUID(),
  clientId: randomUUID(),
  permissions: ['externalContacts:*:*'],
  ...more,
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies are looked into by assertions
type Body = any;

/** The whole service on a PostgreSQL and a NATS of its own, called as the gateway calls it. */
export class TestService {
  readonly principal = newPrincipal();

  private constructor(
    readonly postgres: TestPostgres,
    private readonly nats: ServiceProcess,
    readonly messaging: MessagingClient,
    readonly domain: Awaited<ReturnType<typeof startDomain>>,
    private readonly folder: string,
  ) {}

  static async start(): Promise<TestService> {
    const [postgres, nats] = await Promise.all([TestPostgres.start(), startNats()]);
    const folder = mkdtempSync(join(tmpdir(), 'lethe-storage-'));
    const url = `nats://127.0.0.1:${nats.port}`;
    const config = DomainConfig.parse({
      LETHE_DATABASE_URL: await postgres.provision('lethe_external_contacts', migrations),
      LETHE_NATS_URL: url,
      LETHE_STORAGE_PATH: folder,
      LETHE_PSEUDONYM_KEY: TEST_PSEUDONYM_KEY,
    });
    const domain = await startDomain(externalContacts, config, Logger.create('external-contacts', 'fatal'));
    return new TestService(postgres, nats, new MessagingClient({ url }, 'gateway'), domain, folder);
  }

  call(method: ResourceCall['method'], path: string, body?: unknown, principal = this.principal): Promise<{ status: number; body?: Body }> {
    const call: ResourceCall = { principal, method, url: `/api/v2/externalcontacts${path}`, ...(body !== undefined && { body }) };
    return this.messaging.call(SUBJECTS.resource('external-contacts'), call, ResourceReply, 10_000);
  }

  /** The body of a call that must succeed. */
  async ok(method: ResourceCall['method'], path: string, body?: unknown, principal = this.principal): Promise<Body> {
    const reply = await this.call(method, path, body, principal);
    if (reply.status !== 200) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  create(body: object = {}, principal = this.principal): Promise<Body> {
    return this.ok('POST', '/contacts', body, principal);
  }

  /** Status and code of a call that must fail. */
  async refusal(method: ResourceCall['method'], path: string, body?: unknown, principal = this.principal): Promise<[number, string]> {
    const reply = await this.call(method, path, body, principal);
    return [reply.status, reply.body?.code];
  }

  async stop(): Promise<void> {
    await this.messaging.close();
    await this.domain.stop();
    await this.postgres.dispose();
    await this.nats.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
