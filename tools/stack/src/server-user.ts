import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { StackError } from './stack-error.ts';

/** How to call a server's program: as ourselves, or as another user where we are root: PostgreSQL refuses to run as root, and NATS need not. */
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
 * As root both run as the user `postgres`, which is created when missing. Where that user can not pass a folder above
 * the program or the data (a checkout in /root), it gets the one capability to pass folders, if the machine has setpriv(1).
 */
export function chooseServerUser(program: string, dataFolder: string): ServerUser {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = unprivilegedIds();
  chownSync(dataFolder, ids.uid, ids.gid);
  const candidates = [[], ...CAPABILITIES.map((capability) => withCapability(capability, ids))].map((prefix) => ({ ids, prefix }));
  const chosen = candidates.find((user) => runs(user, program, ['--version']) && runs(user, 'test', ['-w', dataFolder, '-a', '-x', dataFolder]));
  if (chosen) return chosen;
  throw new StackError(
    `PostgreSQL and NATS do not run as root, and the user that they run as instead (uid ${ids.uid}) can not reach ${dataFolder} or ${program}: ` +
      'move the checkout to a folder that others may enter (for example /srv), or start as a normal user.',
  );
}

/** The second is there because containers usually lack the first. */
const CAPABILITIES = ['dac_read_search', 'dac_override'];

/** no_setuid_fixup: access(2), by which PostgreSQL looks for its own programs, would forget the capability otherwise. */
const withCapability = (capability: string, { uid, gid }: Ids): string[] => [
  'setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`,
  '--securebits=+no_setuid_fixup', '--',
];

/** Splits a call into what spawn wants. */
export function asServerUser(user: ServerUser, program: string, args: string[]): { command: string; args: string[] } & Partial<Ids> {
  const [command = program, ...rest] = [...user.prefix, program, ...args];
  return { command, args: rest, ...(user.prefix.length === 0 ? user.ids : undefined) };
}

function runs(user: ServerUser, program: string, args: string[]): boolean {
  const call = asServerUser(user, program, args);
  return spawnSync(call.command, call.args, { uid: call.uid, gid: call.gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function unprivilegedIds(): Ids {
  const found = idsOf('postgres') ?? createUser() ?? idsOf('nobody');
  if (found) return found;
  throw new StackError('PostgreSQL does not run as root, and no user for it could be created: run `useradd --system postgres`, or start as a normal user.');
}

function createUser(): Ids | undefined {
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  return idsOf('postgres');
}

function idsOf(user: string): Ids | undefined {
  const read = (flag: string): string => spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const [uid, gid] = [read('-u'), read('-g')];
  return uid === '' || gid === '' ? undefined : { uid: Number(uid), gid: Number(gid) };
}
