import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Failpoint, Step } from './names.ts';

/** Undefined outside of tests: then a failpoint is one comparison. */
let folder: string | undefined;

/**
 * For tests (`LETHE_FAILPOINTS`, docs/conventions.md): from now on this process ends itself at failpoints that are
 * armed in a folder.
 */
export function useFailpoints(path: string | undefined): void {
  folder = path;
}

export const failpointsInUse = (): boolean => folder !== undefined;

/**
 * A place at which a test may end the process. It is armed by a file with its name that holds `SIGKILL` or `SIGSTOP`;
 * the process that comes first takes it, by adding its pid to the file's name, and sends itself that signal before this
 * returns.
 */
export function failpoint(name: Failpoint): void {
  if (folder === undefined) return;
  const taken = join(folder, `${name}.${process.pid}`);
  try {
    renameSync(join(folder, name), taken);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  process.kill(process.pid, readFileSync(taken, 'utf8').trim());
}

/**
 * A failpoint behind something that takes effect a moment later, such as a message that is sent: only an armed one
 * waits for it.
 */
export async function failpointAfter(done: () => Promise<unknown>, name: Failpoint): Promise<void> {
  if (folder === undefined || !existsSync(join(folder, name))) return;
  await done();
  failpoint(name);
}

/** A step with a failpoint on either side. */
export async function step<T>(name: Step, work: () => Promise<T>): Promise<T> {
  failpoint(`${name}.before`);
  const result = await work();
  failpoint(`${name}.after`);
  return result;
}
