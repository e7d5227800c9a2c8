import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { until } from '@lethe/testing';
import { Client } from 'pg';
import { fakeCheckout } from '../test/fake-apps.ts';
import { natsAnswers } from './nats-probe.ts';
import { startOf } from './process-record.ts';
import { startStack, type Stack } from './start-stack.ts';
import { folderWith } from './temp-folder.ts';
import type { StackDescription } from './stack-file.ts';

describe('a stack', () => {
  let root: string;
  let stack: Stack;
  const lines: string[] = [];

  const start = (): Promise<Stack> =>
    startStack({
      root,
      home: `${root}/home`,
      port: 0,
      env: { PATH: process.env.PATH, LETHE_LOG_LEVEL: 'debug' },
      say: (line) => lines.push(line),
    });
  const read = (): StackDescription => JSON.parse(readFileSync(stack.file, 'utf8')) as StackDescription;
  const pidOf = (name: string): number => read().services.find((service) => service.name === name)?.pid ?? 0;

  beforeAll(async () => {
    root = folderWith(fakeCheckout());
    stack = await start();
  });
  afterAll(async () => {
    await stack.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('describes itself to other programs, for the owner only', () => {
    expect(statSync(stack.file).mode & 0o777).toBe(0o600);
    const description = read();
    expect(Object.keys(description).sort()).toEqual([
      'api',
      'clientId',
      'clientSecret',
      'databases',
      'nats',
      'natsSeed',
      'organisationId',
      'services',
      'storage',
    ]);
    expect(Object.keys(description.databases).sort()).toEqual(['admin', 'dialer', 'gateway']);
    expect(description.services.map(({ name }) => name).sort()).toEqual(['dialer', 'gateway', 'nats', 'postgres']);
    for (const { pid, log } of description.services) {
      expect(startOf(pid)).toBeDefined();
      expect(existsSync(log)).toBe(true);
    }
  });

  it('gives a service its own addresses and nothing of the owner', async () => {
    const environment = (await (await fetch(`${read().api}/environment`)).json()) as Record<string, string>;
    expect(environment).toMatchObject({
      LETHE_DATABASE_URL: read().databases.gateway,
      LETHE_NATS_URL: read().nats,
      LETHE_LOG_LEVEL: 'debug',
      LETHE_DOMAINS: 'dialer',
    });
    expect(JSON.stringify(environment)).not.toMatch(/_owner|postgres:\/\/postgres/);
  });

  it('lets a service connect to its own database and to no other', async () => {
    const { databases } = read();
    const own = await query(
      databases.dialer,
      'select rolsuper or rolbypassrls or rolcreatedb as powerful from pg_roles where rolname = current_user',
    );
    expect(own).toEqual([{ powerful: false }]);
    for (const other of ['lethe_gateway', 'postgres', 'template1']) {
      const url = new URL(databases.dialer ?? '');
      url.pathname = other;
      await expect(query(url.href, 'select 1')).rejects.toThrow('permission denied for database');
    }
    expect(await query(databases.dialer, 'select lethe_now() is not null as migrated')).toEqual([{ migrated: true }]);
    await expect(query(databases.dialer, 'create table mine ()')).rejects.toThrow('permission denied');
  });

  const userOf = (name: string) =>
    execFileSync('ps', ['-o', 'uid=', '-p', String(pidOf(name))], { encoding: 'utf8' }).trim();

  it.each(['postgres', 'nats', 'gateway', 'dialer'])('runs %s as an ordinary user, whoever starts it', (name) => {
    expect(userOf(name)).toMatch(/^[1-9]\d*$/);
  });

  (process.getuid?.() === 0 ? it : it.skip)(
    'runs services as another user than PostgreSQL, whose files they can not read',
    () => {
      expect(userOf('dialer')).not.toBe(userOf('postgres'));
    },
  );

  it.each(['postgres', 'nats', 'dialer'])(
    'starts %s again when it is killed, under a new pid in stack.json',
    async (name) => {
      const before = pidOf(name);
      process.kill(before, 'SIGKILL');
      await until(`the next ${name}`, () => pidOf(name) !== before);
      await until(`an answer of ${name}`, () =>
        query(read().databases.admin, 'select 1').then(
          () => natsAnswers(read().nats),
          () => false,
        ),
      );
      expect(startOf(pidOf(name))).toBeDefined();
      expect(lines.some((line) => line.startsWith(`${name} ended (SIGKILL)`))).toBe(true);
    },
  );

  it('restarts one process on request', async () => {
    const before = pidOf('gateway');
    await stack.restart('gateway');
    expect(pidOf('gateway')).not.toBe(before);
    expect((await fetch(`${read().api}/readyz`)).ok).toBe(true);
  });

  it('refuses a second supervisor of the same home', async () => {
    await expect(start()).rejects.toThrow(`already runs in ${root}/home (pid ${process.pid})`);
    expect(existsSync(stack.file)).toBe(true);
  });

  it('leaves nothing running when stopped, and finds its data again', async () => {
    const { databases, organisationId, services } = read();
    await query(databases.admin, 'create table kept ()');
    await stack.stop();
    expect(existsSync(stack.file)).toBe(false);
    for (const { pid } of services) expect(startOf(pid)).toBeUndefined();

    stack = await start();
    expect(read().organisationId).toBe(organisationId);
    expect(await query(read().databases.admin, 'select * from kept')).toEqual([]);
  });
});

describe('a stack that is upgraded', () => {
  it('runs what is built elsewhere, on databases that were migrated before', async () => {
    const [root, next] = [folderWith(fakeCheckout()), folderWith(fakeCheckout())];
    const stack = await startStack({ root, home: `${root}/home`, port: 0, env: { PATH: process.env.PATH } });
    const programOf = (name: string) =>
      readFileSync(`/proc/${stack.services.find((service) => service.name === name)!.pid}/cmdline`, 'utf8');
    try {
      await stack.migrate(next);
      await stack.restart('dialer', next);
      expect([programOf('dialer'), programOf('gateway')]).toEqual([
        expect.stringContaining(next),
        expect.stringContaining(root),
      ]);
      await stack.restart('dialer');
      expect(programOf('dialer')).toContain(next);
    } finally {
      await stack.stop();
      for (const folder of [root, next]) rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a stack with several processes of a service', () => {
  it('gives each a port, a log and an environment of its own, and lets one be kept down', async () => {
    const root = folderWith(fakeCheckout());
    const environmentOf = (name: string, environment: NodeJS.ProcessEnv) => ({ ...environment, WHO: name });
    const stack = await startStack({
      root,
      home: `${root}/home`,
      port: 0,
      env: { PATH: process.env.PATH },
      copies: { gateway: 2, dialer: 2 },
      environmentOf,
    });
    try {
      expect(stack.services.map(({ name }) => name).sort()).toEqual([
        'dialer',
        'dialer-2',
        'gateway',
        'gateway-2',
        'nats',
        'postgres',
      ]);
      expect(new Set(stack.services.map(({ log }) => log)).size).toBe(6);
      expect(stack.apis[0]).toBe(stack.description.api);
      const seen = await Promise.all(
        stack.apis.map(async (api) => (await (await fetch(`${api}/environment`)).json()) as Record<string, string>),
      );
      expect(seen.map(({ WHO }) => WHO)).toEqual(['gateway', 'gateway-2']);
      expect(new Set(seen.map(({ LETHE_PUBLIC_URL }) => LETHE_PUBLIC_URL))).toEqual(new Set([stack.description.api]));

      await stack.halt('gateway-2');
      await expect(fetch(stack.apis[1]!)).rejects.toThrow();
      await stack.restart('gateway-2');
      expect((await fetch(stack.apis[1]!)).ok).toBe(true);
    } finally {
      await stack.stop();
      rmSync(root, { recursive: true, force: true });
    }
  });
});

async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end().catch(() => undefined);
  }
}
