import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Manifest } from '@lethe/contracts';
import { Logger } from '@lethe/platform';
import {
  freePort,
  OwnPostgres,
  startNats,
  TestPostgres,
  until,
  type ServiceProcess,
  type TestDatabase,
} from '@lethe/testing';
import { createClient, createOrganisation, withGatewayDatabase } from '../src/admin/index.ts';
import { migrations } from '../src/migrations/index.ts';
import { startGateway, type RunningGateway } from '../src/start-gateway.ts';
import { FakeServices, type Handlers } from './fake-services.ts';

export const ORGANISATION = '0f7cc2ac-8a3b-4c5e-9a53-6c1e00000001';
export const OTHER_ORGANISATION = '0f7cc2ac-8a3b-4c5e-9a53-6c1e00000002';
export const SECRET = 'a secret: with colon';

export const manifestOf = (name: string, resourcePaths: string[], filePaths: string[] = []): Manifest => ({
  name,
  title: name,
  recordTypes: [],
  searches: [],
  subjectIds: [],
  requiresSubject: false,
  resourcePaths,
  filePaths,
  excluded: [],
});

/** One gateway (or several) with a database, NATS and fake services of its own. */
export class TestGateway<Postgres extends TestPostgres = TestPostgres> {
  readonly log: string[] = [];
  readonly gateways: RunningGateway[] = [];
  readonly storage = mkdtempSync(join(tmpdir(), 'lethe-storage-'));

  private constructor(
    readonly postgres: Postgres,
    readonly nats: ServiceProcess,
    readonly services: FakeServices,
    private readonly database: TestDatabase,
  ) {}

  static async start(environment?: NodeJS.ProcessEnv, handlers?: Handlers): Promise<TestGateway> {
    return TestGateway.startOn(await TestPostgres.start(), environment, handlers);
  }

  /** With a PostgreSQL that the test may end or freeze. */
  static async startAlone(environment?: NodeJS.ProcessEnv, handlers?: Handlers): Promise<TestGateway<OwnPostgres>> {
    return TestGateway.startOn(await OwnPostgres.start(), environment, handlers);
  }

  private static async startOn<Postgres extends TestPostgres>(
    postgres: Postgres,
    environment: NodeJS.ProcessEnv = {},
    handlers: Handlers = {},
  ): Promise<TestGateway<Postgres>> {
    const [database, nats] = await Promise.all([postgres.provision(migrations), startNats()]);
    const services = await FakeServices.start(nats.port);
    services.handlers = {
      'gdpr.aggregator.ping': () => ({}),
      'gdpr.directory.manifest': () => manifestOf('directory', ['/api/v2/users']),
      ...handlers,
    };
    const test = new TestGateway(postgres, nats, services, database);
    await withGatewayDatabase(database.url, async (manager) => {
      await createOrganisation(manager, { id: ORGANISATION, name: 'One', defaultCountry: 'PT' });
      await createOrganisation(manager, { id: OTHER_ORGANISATION, name: 'Two' });
    });
    await test.add(environment);
    return test;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  /** As the superuser, on the gateway's database. */
  sql(statement: string): Promise<Record<string, unknown>[]> {
    return this.postgres.query(statement, this.database.name);
  }

  /** One more gateway on the same database. */
  async add(environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.log.push(chunk.toString());
        done();
      },
    });
    const port = await freePort();
    const first = this.gateways[0];
    const gateway = await startGateway(Logger.create('gateway', 'debug', sink), {
      LETHE_DATABASE_URL: this.databaseUrl,
      LETHE_NATS_URL: `nats://127.0.0.1:${this.nats.port}`,
      LETHE_DOMAINS: 'directory',
      LETHE_STORAGE_PATH: this.storage,
      LETHE_PORT: String(port),
      LETHE_DRAIN_SECONDS: '0',
      LETHE_PUBLIC_URL: `http://127.0.0.1:${first?.port ?? port}`,
      ...environment,
    });
    this.gateways.push(gateway);
    await until('a ready gateway', async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200);
    return `http://127.0.0.1:${port}`;
  }

  get url(): string {
    return `http://127.0.0.1:${this.gateways[0]?.port}`;
  }

  async createClient(permissions: string[], organisationId = ORGANISATION): Promise<string> {
    const made = await withGatewayDatabase(this.databaseUrl, (manager) =>
      createClient(manager, { organisationId, name: 'test', secret: SECRET, permissions }),
    );
    return made.client.id;
  }

  async token(clientId: string, url = this.url): Promise<string> {
    let token: string | undefined;
    // A busy machine may not manage within the gateway's deadline.
    await until('a login', async () => {
      const response = await this.logIn(clientId, SECRET, url);
      if (response.status !== 503) token = ((await response.json()) as { access_token: string }).access_token;
      return response.status !== 503;
    });
    return token!;
  }

  logIn(clientId: string, secret: string, url = this.url, body = 'grant_type=client_credentials'): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
    return fetch(`${url}/oauth/token`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  }

  /** A token of a new client that has these permissions. */
  async login(permissions: string[] = ['*'], organisationId = ORGANISATION): Promise<string> {
    return this.token(await this.createClient(permissions, organisationId));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.gateways.map((gateway) => gateway.stop()));
    await this.services.stop();
    await this.nats.signal('SIGKILL');
    await this.postgres.dispose();
    rmSync(this.storage, { recursive: true, force: true });
    clock?.mockRestore();
  }
}

let clock: jest.SpyInstance<number> | undefined;
let aheadMs = 0;

/** Moves the clock that tells how old something is: what a gateway remembers for a while counts as that much older. */
export function later(ms: number): void {
  const now = performance.now.bind(performance);
  clock ??= jest.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
  aheadMs += ms;
}

/** As the SDK calls: a content type on everything. */
export function call(url: string, token?: string, init: RequestInit & { json?: unknown } = {}): Promise<Response> {
  const { json, headers, ...rest } = init;
  const body = json === undefined ? rest.body : JSON.stringify(json);
  return fetch(url, {
    redirect: 'manual',
    ...rest,
    body,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(headers as Record<string, string>),
    },
  });
}
