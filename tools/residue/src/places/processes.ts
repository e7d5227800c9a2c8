import { opendir, readFile, readlink, stat } from 'node:fs/promises';
import { isGone, reasonOf, textOf, type Place, type Places, type Unread } from '../place.ts';
import { file, folder } from './folder.ts';

/** A process that runs, and the name of what it belongs to. */
export interface Running {
  name: string;
  pid: number;
}

const PROC = '/proc';

/**
 * What Linux shows of the processes and their children: command line, environment, the files that each holds open (one
 * that was deleted is still there for who has it open), and temporary files in a container. `skip`: paths that are read
 * otherwise.
 */
export async function* processes(running: readonly Running[], skip: (path: string) => boolean): Places {
  for (const { name, pid } of await withChildren(running)) {
    yield { name: `command line of ${name} (${pid})`, read: () => procFile(pid, 'cmdline') };
    yield { name: `environment of ${name} (${pid})`, read: () => procFile(pid, 'environ') };
    yield* openFiles(name, pid, skip);
    if (running.some((given) => given.pid === pid) && (await isContained(pid)))
      for (const path of ['tmp', 'dev/shm']) yield* folder(`${PROC}/${pid}/root/${path}`);
  }
}

/** As text on its own line each; the kernel separates by NUL. */
async function* procFile(pid: number, name: string): AsyncGenerator<Uint8Array> {
  const content = await readFile(`${PROC}/${pid}/${name}`, 'latin1').catch(async (error: unknown) => {
    if (await hasEnded(pid)) return '';
    throw error;
  });
  yield* textOf(content.split('\0').map((line) => Buffer.from(line, 'latin1').toString('utf8')));
}

/** A process that has ended and that nobody has waited for is root's, and has neither memory nor files. */
async function hasEnded(pid: number): Promise<boolean> {
  const pages = await readFile(`${PROC}/${pid}/statm`, 'latin1').catch(() => '0 ');
  return pages.startsWith('0 ');
}

async function* openFiles(name: string, pid: number, skip: (path: string) => boolean): AsyncGenerator<Place | Unread> {
  const path = `${PROC}/${pid}/fd`;
  try {
    for await (const { name: number } of await opendir(path)) {
      const opened = `${path}/${number}`;
      const target = await readlink(opened).catch(() => undefined);
      if (target === undefined || !target.startsWith('/') || skip(target.replace(/ \(deleted\)$/, ''))) continue;
      if ((await stat(opened).catch(() => undefined))?.isFile())
        yield { name: `${target}, open in ${name} (${pid})`, read: () => file(opened) };
    }
  } catch (error) {
    if (!isGone(error) && !(await hasEnded(pid)))
      yield { place: `open files of ${name} (${pid})`, reason: reasonOf(error) };
  }
}

/** Its own root shows that it lives in a container. */
async function isContained(pid: number): Promise<boolean> {
  const rootOf = async (id: number | 'self') =>
    stat(`${PROC}/${id}/root/`).then(
      ({ dev, ino }) => `${dev}:${ino}`,
      () => undefined,
    );
  const [own, its] = [await rootOf('self'), await rootOf(pid)];
  return its !== undefined && its !== own;
}

async function withChildren(running: readonly Running[]): Promise<Running[]> {
  const parents = new Map<number, number>();
  for await (const { name } of await opendir(PROC))
    if (/^\d+$/.test(name)) parents.set(Number(name), await parentOf(Number(name)));
  const all = [...running];
  for (const { name, pid } of all)
    for (const [child, parent] of parents) if (parent === pid) all.push({ name, pid: child });
  return all;
}

/** proc(5): the second field after the name, which may hold spaces and brackets. */
async function parentOf(pid: number): Promise<number> {
  const line = await readFile(`${PROC}/${pid}/stat`, 'utf8').catch(() => '');
  return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}
