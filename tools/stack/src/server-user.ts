import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StackError } from './stack-error.ts';

/** How to call a program: as ourselves, or as another user where we are root, which nothing of a stack needs to be. */
export interface ServerUser {
  /** Who owns the data, unless that is ourselves. */
  ids?: Ids;
  /** Changes the user instead of spawn doing so: put in front of the program and its arguments. */
  prefix: string[];
}

interface Ids {
  uid: number;
  gid: number;
}

/**
 * `postgres` for PostgreSQL, which refuses to run as root, and NATS; `lethe` for the services, which can not read the
 * files of the two.
 */
export type Account = 'postgres' | 'lethe';

/** What a program must be able to reach. */
export interface Reach {
  /** Called with `--version`. */
  program: string;
  /** Become the user's own, with everything in them. */
  folders: readonly string[];
  files?: readonly string[];
}

/**
 * As root a program runs under its account, which is created when missing. Where that user can not pass a folder above
 * the program or the data (a checkout in /root), it gets the one capability to pass folders, if the machine has
 * setpriv(1).
 */
export function chooseServerUser(account: Account, { program, folders, files = [] }: Reach): ServerUser {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = unprivilegedIds(account);
  for (const folder of folders) giveTo(ids, folder);
  const candidates = [[], ...CAPABILITIES.map((capability) => withCapability(capability, ids))].map((prefix) => ({
    ids,
    prefix,
  }));
  const reachesAll = (user: ServerUser): boolean =>
    runs(user, program, ['--version']) &&
    folders.every((folder) => runs(user, 'test', ['-w', folder, '-a', '-x', folder])) &&
    files.every((file) => runs(user, 'test', ['-r', file]));
  const chosen = candidates.find(reachesAll);
  if (chosen) return chosen;
  throw new StackError(
    `Nothing of a stack runs as root, and the user that it runs as instead (uid ${ids.uid}) can not reach ${[program, ...files, ...folders].join(' or ')}: ` +
      'move the checkout to a folder that others may enter (for example /srv), or start as a normal user.',
  );
}

/** All of it once; afterwards only the user itself writes there. */
function giveTo({ uid, gid }: Ids, folder: string): void {
  if (statSync(folder).uid === uid) return;
  const { status, stderr, error } = spawnSync('chown', ['--recursive', '--no-dereference', `${uid}:${gid}`, folder], {
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new StackError(
      `${folder} could not be given to the user (uid ${uid}) that its programs run as: ${(error?.message ?? stderr).trim()}`,
    );
}

/** The second is there because containers usually lack the first. */
const CAPABILITIES = ['dac_read_search', 'dac_override'];

/**
 * no_setuid_fixup: access(2), by which PostgreSQL looks for its own programs, would forget the capability otherwise.
 */
const withCapability = (capability: string, { uid, gid }: Ids): string[] => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  `--inh-caps=+${capability}`,
  `--ambient-caps=+${capability}`,
  '--securebits=+no_setuid_fixup',
  '--',
];

/** Splits a call into what spawn wants. */
export function asServerUser(
  user: ServerUser,
  program: string,
  args: string[],
): { command: string; args: string[] } & Partial<Ids> {
  const [command = program, ...rest] = [...user.prefix, program, ...args];
  return { command, args: rest, ...(user.prefix.length === 0 ? user.ids : undefined) };
}

function runs(user: ServerUser, program: string, args: string[]): boolean {
  const call = asServerUser(user, program, args);
  return spawnSync(call.command, call.args, { uid: call.uid, gid: call.gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function unprivilegedIds(account: Account): Ids {
  const found = idsOf(account) ?? createUser(account) ?? idsOf('nobody');
  if (found) return found;
  throw new StackError(
    `Nothing of a stack runs as root, and no user for it could be created: run \`useradd --system ${account}\`, or start as a normal user.`,
  );
}

function createUser(account: Account): Ids | undefined {
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', account], { stdio: 'ignore' });
  return idsOf(account);
}

function idsOf(user: string): Ids | undefined {
  const read = (flag: string): string => spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const [uid, gid] = [read('-u'), read('-g')];
  return uid === '' || gid === '' ? undefined : { uid: Number(uid), gid: Number(gid) };
}
