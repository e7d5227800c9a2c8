import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { folder } from '../folder.ts';

/** Held by the process that runs the tests; each test file finds the folder in its environment. */
let program: ChildProcess | undefined;

/** Jest's globalSetup. Does not wait: files with a stack of their own can begin (`sharedStack` in shared-system.ts). */
export default function setup(): void {
  // A deployment is shared as it is.
  if (process.env['LETHE_API'] !== undefined) return;
  const path = folder();
  process.env['LETHE_SHARED_STACK'] = path;
  // Detached: Ctrl-C is for whoever runs the tests, and this ends with it.
  program = spawn(process.execPath, [join(__dirname, 'run.ts'), join(path, 'lethe'), join(path, 'failure')], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
}

export async function teardown(): Promise<void> {
  if (program === undefined || program.exitCode !== null) return;
  const ended = new Promise((resolve) => program!.once('exit', resolve));
  program.stdin!.end();
  await ended;
}
