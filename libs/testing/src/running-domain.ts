import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  ResolveReply,
  ResourceReply,
  SearchReply,
  SUBJECTS,
  TasksReply,
  type Outcome,
  type Principal,
  type ResourceCall,
  type SubjectId,
  type Task,
  type TaskSubject,
  type TaskVerb,
} from '@lethe/contracts';
import { DomainConfig, startDomain, type DomainDefinition, type DomainStore } from '@lethe/domain-kit';
import type { IdentifierKind } from '@lethe/matching';
import { MessagingClient } from '@lethe/messaging';
import type { MigrationClass } from '@lethe/persistence';
import { Logger } from '@lethe/platform';
import { newKey, openStorage } from '@lethe/storage';
import { TEST_PSEUDONYM_KEY } from './conformance/domain-under-test.ts';
import { ApiDocument, DeclaredAnswers } from './declared-answers.ts';
import type { ServiceProcess } from './service-process.ts';
import { startNats } from './test-nats.ts';
import { TestPostgres } from './test-postgres.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies are looked into by assertions
type Body = any;
type Method = ResourceCall['method'];

interface Parts {
  name: string;
  database: string;
  postgres: TestPostgres;
  nats: ServiceProcess;
  messaging: MessagingClient;
  service: Awaited<ReturnType<typeof startDomain>>;
  folder: string;
  declared: DeclaredAnswers;
}

/** A domain's whole service on a database and a NATS of its own, called as gateway and aggregator call it. */
export class RunningDomain {
  private http: Server | undefined;
  private stopping: Promise<void> | undefined;

  readonly name: string;
  readonly database: string;
  readonly postgres: TestPostgres;
  readonly messaging: MessagingClient;
  /** Of the storage. */
  readonly folder: string;

  private constructor(private readonly parts: Parts) {
    this.name = parts.name;
    this.database = parts.database;
    this.postgres = parts.postgres;
    this.messaging = parts.messaging;
    this.folder = parts.folder;
  }

  static async start({
    definition,
    migrations,
  }: {
    definition: DomainDefinition;
    migrations: MigrationClass[];
  }): Promise<RunningDomain> {
    const [postgres, nats] = await Promise.all([TestPostgres.start(), startNats()]);
    const folder = mkdtempSync(join(tmpdir(), 'lethe-storage-'));
    const url = `nats://127.0.0.1:${nats.port}`;
    const database = await postgres.provision(migrations);
    const config = DomainConfig.parse({
      LETHE_DATABASE_URL: database.url,
      LETHE_NATS_URL: url,
      LETHE_STORAGE_PATH: folder,
      LETHE_PSEUDONYM_KEY: TEST_PSEUDONYM_KEY,
    });
    const service = await startDomain(definition, config, Logger.create(definition.name, 'fatal'));
    const messaging = new MessagingClient({ url }, 'test');
    const declared = new DeclaredAnswers(await messaging.call(SUBJECTS.openapi(definition.name), {}, ApiDocument));
    const { name } = definition;
    return new RunningDomain({ name, database: database.name, postgres, nats, messaging, service, folder, declared });
  }

  get store(): DomainStore {
    return this.parts.service.store;
  }

  /** A caller in an organisation of its own, who may do everything unless `more` says otherwise. */
  caller(more: Partial<Principal> = {}): Principal {
    return {
      organisationId: randomUUID(),
      defaultCountry: 'US',
      correlationId: randomUUID(),
      clientId: randomUUID(),
      permissions: ['*'],
      ...more,
    };
  }

  /** A call of the resource API, whose answer must be what the domain's OpenAPI document says. */
  async call(
    principal: Principal,
    method: Method,
    url: string,
    body?: unknown,
  ): Promise<{ status: number; body?: Body }> {
    const reply = await this.messaging.call(
      SUBJECTS.resource(this.name),
      { principal, method, url, ...(body !== undefined && { body }) },
      ResourceReply,
      10_000,
    );
    this.parts.declared.check({ method, url }, reply);
    return reply;
  }

  /** The body of a call that must succeed. */
  async ok(principal: Principal, method: Method, url: string, body?: unknown): Promise<Body> {
    const reply = await this.call(principal, method, url, body);
    if (reply.status >= 300) throw new Error(`${method} ${url}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /** Status and code of a call that must fail. */
  async refusal(principal: Principal, method: Method, url: string, body?: unknown): Promise<[number, string]> {
    const reply = await this.call(principal, method, url, body);
    return [reply.status, reply.body?.code];
  }

  async search(context: Principal, kind: IdentifierKind, value: string) {
    return (
      await this.messaging.call(SUBJECTS.domain(this.name, 'search'), { context, term: { kind, value } }, SearchReply)
    ).subjects;
  }

  async resolve(context: Principal, id: SubjectId) {
    return (await this.messaging.call(SUBJECTS.domain(this.name, 'resolve'), { context, id }, ResolveReply)).subject;
  }

  task(context: Principal, subject: Partial<TaskSubject>, more: Partial<Task> = {}): Task {
    const archive = { prefix: `archives/${randomUUID()}`, key: newKey().toString('base64') };
    return {
      taskId: randomUUID(),
      requestId: randomUUID(),
      fence: 1,
      context,
      subject: { alsoIds: [], keys: [], ...subject },
      archive,
      ...more,
    };
  }

  async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const { outcomes } = await this.messaging.call(
      SUBJECTS.domain(this.name, verb),
      { tasks: [task] },
      TasksReply,
      10_000,
    );
    return outcomes[0]!;
  }

  /** As `run`, for tasks that must succeed. */
  async done(verb: TaskVerb, task: Task) {
    const outcome = await this.run(verb, task);
    if (outcome.status === 'done') return outcome;
    throw new Error(`${verb} failed: ${outcome.reason.code}: ${outcome.reason.message}`);
  }

  /** Exports, and reads what was written: part name → records. */
  async exported(task: Task): Promise<Record<string, Body[]>> {
    const { parts } = await this.done('export', task);
    const storage = openStorage({ kind: 'fs', path: this.folder });
    const read = async (location: string) =>
      Buffer.concat(await (await storage.read(location, Buffer.from(task.archive!.key, 'base64'))).toArray()).toString(
        'utf8',
      );
    return Object.fromEntries(
      await Promise.all(parts.map(async (part) => [part.name, JSON.parse(await read(part.location)) as Body[]])),
    );
  }

  /** Every row of a table as JSON text, as a superuser sees it. */
  async rows(table: string): Promise<string[]> {
    return (
      await this.postgres.query(`select row_to_json(t)::text as line from "${table}" t order by 1`, this.database)
    ).map((row) => String(row['line']));
  }

  /**
   * In place of the gateway, for an HTTP client: every call goes to the service as it is, as this caller's. Returns the
   * port.
   */
  async listen(principal: Principal): Promise<number> {
    this.http = createServer(async (request, response) => {
      const body = await text(request);
      const reply = await this.call(
        principal,
        request.method as Method,
        request.url!,
        body === '' ? undefined : JSON.parse(body),
      );
      response
        .writeHead(reply.status, { 'content-type': 'application/json' })
        .end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
    });
    await new Promise<void>((resolve) => this.http!.listen(0, '127.0.0.1', resolve));
    return (this.http.address() as AddressInfo).port;
  }

  /** As SIGTERM does, while callers go on. */
  stopService(): Promise<void> {
    return (this.stopping ??= this.parts.service.stop());
  }

  async stop(): Promise<void> {
    this.http?.close();
    this.http?.closeAllConnections();
    await this.messaging.close();
    await this.stopService();
    await this.postgres.dispose();
    await this.parts.nats.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
