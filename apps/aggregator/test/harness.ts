import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  CreateRequestReply,
  GetInventoryReply,
  GdprPosture,
  GdprTaskListing,
  ListRequestsReply,
  ListStalledReply,
  OpenDownloadReply,
  PingReply,
  RecordInventoryReply,
  RequestReply,
  RetryTaskReply,
  SearchSubjectsReply,
  SUBJECTS,
  type CallGuard,
  type GdprInventory,
  type GdprRequestInput,
  type Manifest,
  type Principal,
  type RecordInventoryCall,
} from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { createPool, inSystemOnPool } from '@lethe/persistence';
import { Logger } from '@lethe/platform';
import { openStorage, type Storage } from '@lethe/storage';
import { OwnPostgres, startNats, TEST_PSEUDONYM_KEY, TestPostgres, until, type ServiceProcess } from '@lethe/testing';
import type pg from 'pg';
import { AggregatorConfig } from '../src/config.ts';
import { migrations } from '../src/migrations/index.ts';
import { startAggregator, type RunningAggregator } from '../src/start.ts';
import { FakeDomain } from './fake-domain.ts';

/** What the tests of one file share. */
export interface Servers<Postgres extends TestPostgres = TestPostgres> {
  postgres: Postgres;
  /**
   * Harnesses that are still closing down: a graceful stop takes two seconds, and the next test need not wait for it.
   */
  closing: Promise<void>[];
}

export async function startServers(): Promise<Servers> {
  return { postgres: await TestPostgres.start(), closing: [] };
}

/** With a PostgreSQL that the tests of the file may end or reconfigure. */
export async function startOwnServers(): Promise<Servers<OwnPostgres>> {
  return { postgres: await OwnPostgres.start(), closing: [] };
}

export async function stopServers({ postgres, closing }: Servers): Promise<void> {
  await Promise.all(closing);
  await postgres.dispose();
}

/** One aggregator (or several) with fake domains, on a database and a NATS server of its own. */
export class Harness {
  readonly domains = new Map<string, FakeDomain>();
  readonly aggregators: RunningAggregator[] = [];
  readonly organisationId = randomUUID();
  readonly log: string[] = [];
  /** How long a call waits for its answer; less where a test ends who should give it. */
  callMs = 8_000;
  nats!: ServiceProcess;
  pool!: pg.Pool;
  storage!: Storage;
  config!: AggregatorConfig;
  database!: string;
  private gateway!: MessagingClient;
  private folder!: string;

  private constructor(readonly servers: Servers) {}

  /** @param domains name → manifest; `false` for one that is expected and never runs. */
  static async start(
    servers: Servers,
    domains: Record<string, Partial<Manifest> | false>,
    settings: Record<string, string> = {},
  ): Promise<Harness> {
    const harness = new Harness(servers);
    try {
      await harness.startAll(domains, settings);
    } catch (error) {
      await harness.close();
      throw error;
    }
    return harness;
  }

  private async startAll(
    domains: Record<string, Partial<Manifest> | false>,
    settings: Record<string, string>,
  ): Promise<void> {
    await this.prepare(Object.keys(domains), settings);
    for (const [name, manifest] of Object.entries(domains)) if (manifest) await this.addDomain(name, manifest);
    await this.startAggregator();
    const running = Object.values(domains).filter(Boolean).length;
    await until(
      'the manifests are known',
      async () =>
        ((await this.ready()).domains as { answered: boolean }[]).filter(({ answered }) => answered).length >= running,
    );
  }

  private async prepare(domains: string[], settings: Record<string, string>): Promise<void> {
    this.nats = await startNats();
    this.folder = mkdtempSync(join(tmpdir(), 'lethe-aggregator-'));
    const { name, url } = await this.servers.postgres.provision(migrations);
    this.database = name;
    this.config = AggregatorConfig.parse({
      LETHE_DATABASE_URL: url,
      LETHE_NATS_URL: `127.0.0.1:${this.nats.port}`,
      LETHE_STORAGE_PATH: this.folder,
      LETHE_PSEUDONYM_KEY: TEST_PSEUDONYM_KEY,
      LETHE_DOMAINS: domains.join(','),
      LETHE_LEASE_SECONDS: '2',
      LETHE_REPLY_SECONDS: '1.5',
      LETHE_RETRY_SECONDS: '0.05',
      LETHE_TASK_ATTEMPTS: '3',
      ...settings,
    });
    this.pool = createPool({ url, onConnectionError: () => undefined });
    this.storage = openStorage({ kind: 'fs', path: this.folder });
    this.gateway = new MessagingClient({ url: this.config.LETHE_NATS_URL }, 'gateway');
  }

  async addDomain(name: string, manifest: Partial<Manifest> = {}): Promise<FakeDomain> {
    const domain = await FakeDomain.start(this.nats.port, name, manifest);
    this.domains.set(name, domain);
    return domain;
  }

  async startAggregator(settings: Partial<AggregatorConfig> = {}): Promise<RunningAggregator> {
    const sink = new PassThrough();
    sink.on('data', (line: Buffer) => this.log.push(line.toString()));
    const running = await startAggregator({ ...this.config, ...settings }, Logger.create('aggregator', 'info', sink));
    this.aggregators.push(running);
    // Its subscriptions reach the NATS server a moment after it has started; a call may also have gone to one that a
    // test has frozen.
    await until('it answers', () =>
      this.gateway.call(SUBJECTS.aggregator.ping, {}, PingReply, 1_000).then(
        () => true,
        () => false,
      ),
    );
    return running;
  }

  async stopAggregators(): Promise<void> {
    await Promise.all(this.aggregators.splice(0).map((aggregator) => aggregator.stop()));
  }

  domain(name: string): FakeDomain {
    return this.domains.get(name)!;
  }

  principal(organisationId: string = this.organisationId): Principal {
    return {
      organisationId,
      defaultCountry: 'US',
      correlationId: randomUUID(),
      clientId: '5d2a5d0e-0000-4000-8000-00000000c11e',
      permissions: ['*'],
    };
  }

  create(
    request: GdprRequestInput,
    organisationId: string = this.organisationId,
    guard: CallGuard = { callId: randomUUID() },
  ): Promise<CreateRequestReply> {
    return this.call(
      SUBJECTS.aggregator.createRequest,
      { principal: this.principal(organisationId), request, ...guard },
      CreateRequestReply,
    );
  }

  get(requestId: string, organisationId: string = this.organisationId): Promise<RequestReply> {
    return this.call(
      SUBJECTS.aggregator.getRequest,
      { principal: this.principal(organisationId), requestId },
      RequestReply,
    );
  }

  list(pageSize = 25, pageNumber = 1): Promise<ListRequestsReply> {
    return this.call(
      SUBJECTS.aggregator.listRequests,
      { principal: this.principal(), page: { pageSize, pageNumber } },
      ListRequestsReply,
    );
  }

  tasks(requestId: string): Promise<GdprTaskListing> {
    return this.call(SUBJECTS.aggregator.listTasks, { principal: this.principal(), requestId }, GdprTaskListing);
  }

  async task(requestId: string, domain: string) {
    return (await this.tasks(requestId)).entities.find((task) => task.domain === domain)!;
  }

  retry(requestId: string, taskId: string): Promise<RetryTaskReply> {
    return this.call(SUBJECTS.aggregator.retryTask, { principal: this.principal(), requestId, taskId }, RetryTaskReply);
  }

  stalled(organisationId: string = this.organisationId): Promise<ListStalledReply> {
    return this.call(
      SUBJECTS.aggregator.listStalled,
      { principal: this.principal(organisationId), page: { pageSize: 25, pageNumber: 1 } },
      ListStalledReply,
    );
  }

  async inventory(): Promise<GdprInventory> {
    const entry = { name: 'gateway', title: 'x', requiresSubject: false, recordTypes: [], tables: [], excluded: [] };
    const call = { principal: this.principal(), gateway: { entry, measures: [] } };
    const reply: Promise<GetInventoryReply> = this.call(SUBJECTS.aggregator.getInventory, call, GetInventoryReply);
    return (await reply).inventory!;
  }

  recordInventory(call: RecordInventoryCall): Promise<RecordInventoryReply> {
    return this.call(SUBJECTS.aggregator.recordInventory, call, RecordInventoryReply);
  }

  posture(query: { cursor?: string; domain?: string } = {}): Promise<GdprPosture> {
    return this.call(SUBJECTS.aggregator.posture, { principal: this.principal(), ...query }, GdprPosture);
  }

  search(searchType: string, searchValue: string): Promise<SearchSubjectsReply> {
    return this.call(
      SUBJECTS.aggregator.searchSubjects,
      { principal: this.principal(), searchType, searchValue },
      SearchSubjectsReply,
    );
  }

  download(downloadId: string): Promise<OpenDownloadReply> {
    return this.call(
      SUBJECTS.aggregator.openDownload,
      { organisationId: this.organisationId, downloadId },
      OpenDownloadReply,
    );
  }

  private call<T extends Parameters<MessagingClient['call']>[2]>(subject: string, payload: object, reply: T) {
    return this.gateway.call(subject, payload, reply, this.callMs) as never;
  }

  /** Resolves when the request has this status; fails with what it has instead when it never does. */
  async reaches(requestId: string, status: string): Promise<RequestReply> {
    let last: RequestReply | undefined;
    await until(`request is ${status}`, async () => (last = await this.get(requestId)).status === status, {
      state: () => last?.status,
    });
    return last!;
  }

  async ready(): Promise<Record<string, unknown>> {
    const response = await fetch(`http://127.0.0.1:${this.aggregators[0]!.healthPort}/readyz`);
    return (await response.json()) as Record<string, unknown>;
  }

  /** Any statement on the aggregator's database, as the service in system scope. */
  async sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return inSystemOnPool(this.pool, async (client) => (await client.query(text, values)).rows as Row[]);
  }

  async moveClock(interval: string): Promise<void> {
    await this.servers.postgres.query(
      `create or replace function lethe_now() returns timestamptz language sql stable parallel safe as $$
        select now() + interval '${interval}' $$`,
      this.database,
    );
  }

  stop(): void {
    this.servers.closing.push(this.close());
  }

  private async close(): Promise<void> {
    await this.stopAggregators();
    for (const domain of this.domains.values()) await domain.stop();
    await this.gateway.close();
    await this.pool.end();
    await this.servers.postgres.drop(this.database);
    await this.nats.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
