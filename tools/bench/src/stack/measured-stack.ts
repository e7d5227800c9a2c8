import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts, startStack, type Stack, type StackDescription } from '@lethe/stack';
import type { Watched } from '../measure/cpu.ts';
import { withFolder } from '../own-stack.ts';
import { openSession, type Session } from './database.ts';

export interface MeasuredOptions {
  signal: AbortSignal;
  /** Of each service; one where nothing is said. */
  copies?: Readonly<Record<string, number>>;
}

const READY_MS = 60_000;
const NO_LIMITS = {
  LETHE_SEARCHES_PER_MINUTE: '10000000',
  LETHE_REQUESTS_PER_MINUTE: '10000000',
  LETHE_CALLS_PER_MINUTE: '10000000',
};

/** Lets `work` use a stack in a temporary folder. However it ends, and when the signal comes, nothing is left of both. */
export async function onMeasuredStack<T>(
  options: MeasuredOptions,
  work: (stack: MeasuredStack) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  const stopped = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  stopped.catch(() => undefined);
  return withFolder(async (home) => {
    const stack = await MeasuredStack.start(home, options);
    try {
      return await Promise.race([stopped, work(stack)]);
    } finally {
      await stack.stop();
    }
  });
}

/** A stack whose PostgreSQL and NATS count what they do. */
export class MeasuredStack {
  private readonly sessions = new Map<string, Session>();

  private constructor(
    private readonly stack: Stack,
    /** Where NATS tells how many messages it has got. */
    private readonly monitor: string,
  ) {}

  static async start(home: string, { signal, copies }: MeasuredOptions): Promise<MeasuredStack> {
    const env = { PATH: process.env['PATH'], LETHE_LOG_LEVEL: 'warn', ...NO_LIMITS };
    const stack = await startStack({ home, port: 0, env, demoPeople: false, signal, ...(copies && { copies }) });
    try {
      const measured = new MeasuredStack(stack, await countMessages(stack));
      await measured.countStatements();
      await measured.ready(signal);
      return measured;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** `LETHE_HOME` of what works with it. */
  get home(): string {
    return this.stack.home.path;
  }

  get description(): StackDescription {
    return this.stack.description;
  }

  /** One for each gateway. */
  get apis(): readonly string[] {
    return this.stack.apis;
  }

  /** PostgreSQL and NATS among them. */
  get processes(): Watched[] {
    return this.stack.services.map(({ name, pid }) => ({ name, pid }));
  }

  /** Of the bench itself, at PostgreSQL. */
  get ownSessions(): Set<number> {
    return new Set([...this.sessions.values()].map(({ pid }) => pid));
  }

  /** One for each database, kept open. */
  async session(database: string): Promise<Session['client']> {
    const open = this.sessions.get(database) ?? (await openSession(this.description.databases.admin, database));
    this.sessions.set(database, open);
    return open.client;
  }

  /** Of all clients of NATS since it started: a call and its answer are two. */
  async messages(): Promise<number> {
    const answer = await fetch(`${this.monitor}/varz`);
    return ((await answer.json()) as { in_msgs: number }).in_msgs;
  }

  async stop(): Promise<void> {
    for (const { client } of this.sessions.values()) await client.end().catch(() => undefined);
    await this.stack.stop();
  }

  private async countStatements(): Promise<void> {
    const admin = await openSession(this.description.databases.admin, 'postgres');
    await admin.client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
    await admin.client.end();
    await this.stack.restart('postgres');
    await (await this.session('postgres')).query('create extension if not exists pg_stat_statements');
  }

  private async ready(signal: AbortSignal): Promise<void> {
    for (const until = Date.now() + READY_MS; ; await pause(100)) {
      const isReady = await fetch(`${this.description.api}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return;
      signal.throwIfAborted();
      if (Date.now() > until) throw new Error(`The stack is not ready after ${READY_MS / 1_000} s.`);
    }
  }
}

/** NATS starts anew with a page that has its counters. Answers the address. */
async function countMessages(stack: Stack): Promise<string> {
  const [port] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const file = join(stack.home.nats, 'nats.conf');
  // Written in place: it belongs to the user of the server.
  writeFileSync(file, `${readFileSync(file, 'utf8')}http: "${address}"\n`);
  await stack.restart('nats');
  return `http://${address}`;
}
