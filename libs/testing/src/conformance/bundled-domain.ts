import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import {
  Manifest,
  PostureReply,
  ReindexReply,
  ResolveReply,
  ResourceReply,
  SearchReply,
  SUBJECTS,
  TasksReply,
  type CallContext,
  type GdprSubject,
  type Outcome,
  type SubjectId,
  type Task,
  type TaskVerb,
} from '@lethe/contracts';
import type { IdentifierKind } from '@lethe/matching';
import { MessagingClient } from '@lethe/messaging';
import { ApiDocument } from '../declared-answers.ts';
import { recordStart } from '../record-start.ts';
import type { ServiceProcess } from '../service-process.ts';
import { startNats } from '../test-nats.ts';
import type { TestPostgres } from '../test-postgres.ts';
import { DomainUnderTest, TEST_PSEUDONYM_KEY, type DomainFixture } from './domain-under-test.ts';

const APPS = join(import.meta.dirname, '..', '..', '..', '..', 'apps');
const CALL_MS = 10_000;

/**
 * A domain of which the bundle works, as a process like in production: the contract's verbs go to it over NATS. What
 * the suite stores and looks at, it does on the same database and storage itself.
 */
export class BundledDomain extends DomainUnderTest {
  private nats: ServiceProcess | undefined;
  private messaging: MessagingClient | undefined;
  private child: ChildProcess | undefined;

  static async start(fixture: DomainFixture, postgres: TestPostgres): Promise<BundledDomain> {
    const domain = (await DomainUnderTest.open(fixture, postgres, BundledDomain)) as BundledDomain;
    domain.nats = await startNats();
    const url = `nats://127.0.0.1:${domain.nats.port}`;
    await recordStart('service', () => domain.startProcess(url));
    domain.messaging = new MessagingClient({ url }, 'test');
    return domain;
  }

  private async startProcess(natsUrl: string): Promise<void> {
    const program = join(APPS, this.manifest.name, 'bundle', 'main.js');
    const child = (this.child = spawn(process.execPath, ['--enable-source-maps', program], {
      env: {
        PATH: process.env['PATH'],
        LETHE_DATABASE_URL: this.own.database.url,
        LETHE_NATS_URL: natsUrl,
        LETHE_STORAGE_PATH: this.own.folder,
        LETHE_PSEUDONYM_KEY: TEST_PSEUDONYM_KEY,
        LETHE_HEALTH_PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }));
    const said: string[] = [];
    const errors = text(child.stderr!);
    for await (const line of createInterface(child.stdout!)) {
      if (line.includes('"msg":"started"')) return void child.stdout!.resume();
      said.push(line);
    }
    throw new Error(`${program} does not start:\n${said.join('\n')}\n${await errors}`);
  }

  /** What the process says of itself, but for how old its keys are. */
  async ownManifest(): Promise<Omit<Manifest, 'index'>> {
    const { index: _index, ...manifest } = await this.messaging!.call(
      SUBJECTS.domain(this.manifest.name, 'manifest'),
      {},
      Manifest,
      CALL_MS,
    );
    return manifest;
  }

  /** Status of every GET of its resource API; ids in the path name nothing. */
  async resourceAnswers(): Promise<Record<string, number>> {
    const { name } = this.manifest;
    const { paths } = await this.messaging!.call(SUBJECTS.openapi(name), {}, ApiDocument, CALL_MS);
    const principal = { ...this.context, clientId: randomUUID(), permissions: ['*'] };
    const answers = Object.entries(paths)
      .filter(([, operations]) => 'get' in operations)
      .map(async ([path]) => {
        const url = path.replaceAll(/{\w+}/g, randomUUID());
        const call = { principal, method: 'GET', url };
        return [
          url,
          (await this.messaging!.call(SUBJECTS.resource(name), call, ResourceReply, CALL_MS)).status,
        ] as const;
      });
    return Object.fromEntries(await Promise.all(answers));
  }

  override async search(context: CallContext, kind: IdentifierKind, value: string): Promise<GdprSubject[]> {
    const call = { context, term: { kind, value } };
    const subject = SUBJECTS.domain(this.manifest.name, 'search');
    return (await this.messaging!.call(subject, call, SearchReply, CALL_MS)).subjects;
  }

  override resolve(context: CallContext, id: SubjectId): Promise<ResolveReply> {
    return this.messaging!.call(SUBJECTS.domain(this.manifest.name, 'resolve'), { context, id }, ResolveReply, CALL_MS);
  }

  override reindex(context: CallContext): Promise<ReindexReply> {
    return this.messaging!.call(SUBJECTS.domain(this.manifest.name, 'reindex'), { context }, ReindexReply, CALL_MS);
  }

  override posture(context: CallContext, cursor?: string): Promise<PostureReply> {
    const subject = SUBJECTS.domain(this.manifest.name, 'posture');
    return this.messaging!.call(subject, { context, cursor }, PostureReply, CALL_MS);
  }

  override async run(verb: TaskVerb, task: Task): Promise<Outcome> {
    const subject = SUBJECTS.domain(this.manifest.name, verb);
    const { outcomes } = await this.messaging!.call(subject, { tasks: [task] }, TasksReply, CALL_MS);
    return outcomes[0]!;
  }

  override async close(): Promise<void> {
    await this.messaging?.close();
    if (this.child?.exitCode === null && this.child.kill('SIGTERM')) await once(this.child, 'exit');
    await this.nats?.stop();
    await super.close();
  }
}
