import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { STOP_POSTGRES } from './end-process.ts';
import { POSTGRES } from './names.ts';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { asServerUser, chooseServerUser, type ServerUser } from './server-user.ts';
import { explain, StackError } from './stack-error.ts';
import type { Home } from './home.ts';
import type { ProcessSpec } from './supervised.ts';

export const SUPERUSER = 'postgres';
const MAJOR_VERSION = '18';

/** The cluster of a home, initialised when it is new, as a process to supervise. */
export async function preparePostgres(home: Home, port: number, password: string): Promise<ProcessSpec> {
  const binaries = await postgresBinaries();
  const user = chooseServerUser('postgres', { program: binaries.initdb, folders: [home.postgres] });
  const data = join(home.postgres, 'data');
  if (!existsSync(data)) initialise(home, binaries, user, password);
  assertOurs(data);
  return {
    name: POSTGRES,
    ...asServerUser(user, binaries.postgres, [
      '-D',
      data,
      '-p',
      String(port),
      ...SETTINGS.flatMap((setting) => ['-c', setting]),
    ]),
    env: ENVIRONMENT,
    log: join(home.logs, 'postgres.log'),
    stop: STOP_POSTGRES,
    isReady: () => answers(adminUrl(port, password)),
  };
}

const adminUrl = (port: number, password: string, database = SUPERUSER): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/** The server's log outlives an erasure, and errors quote rows: only what the server says about itself is logged. */
export const LOG_SETTINGS = [
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  'log_min_messages=log',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/**
 * No Unix socket: the default folder of sockets is shared by all users of a machine, and two stacks would meet there.
 */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...LOG_SETTINGS];

/** In a folder beside, moved into place when complete: an interrupted start leaves no half cluster. */
function initialise(home: Home, binaries: PostgresBinaries, user: ServerUser, password: string): void {
  const fresh = join(home.postgres, 'data.new');
  const passwordFile = join(home.postgres, 'password');
  rmSync(fresh, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (user.ids) chownSync(passwordFile, user.ids.uid, user.ids.gid);
    const call = asServerUser(user, binaries.initdb, [
      '-D',
      fresh,
      '-U',
      SUPERUSER,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Not the machine's locales: the same order of strings everywhere.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
    const { status, stderr, error } = spawnSync(call.command, call.args, {
      uid: call.uid,
      gid: call.gid,
      cwd: '/',
      env: ENVIRONMENT,
      encoding: 'utf8',
    });
    if (status !== 0) throw explain(new Error(`initdb failed: ${(error?.message ?? stderr).trim()}`), home.path);
    renameSync(fresh, join(home.postgres, 'data'));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function assertOurs(data: string): void {
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR_VERSION) return;
  throw new StackError(
    `${data} was written by PostgreSQL ${version}, this is ${MAJOR_VERSION}: choose another LETHE_HOME, or forget the data with \`npm run reset\`.`,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
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
