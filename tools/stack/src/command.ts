import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program for its effect; false when it fails, throws when aborted. */
export async function succeeds(program: string, args: string[], cwd: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await run(program, args, { cwd, signal, timeout: 120_000, maxBuffer: 16 * 1024 * 1024 });
    return true;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}
