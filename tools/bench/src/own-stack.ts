import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const READY_MS = 180_000;

/** The part of stack.json that a measurement needs. */
export interface RunningStack {
  api: string;
  clientId: string;
  clientSecret: string;
  services: { name: string; pid: number }[];
}

/** `work` gets a folder for a stack, which is removed afterwards. */
export async function withFolder<T>(work: (home: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-bench-'));
  // Root's PostgreSQL runs as another user, who has to pass through.
  chmodSync(folder, 0o755);
  try {
    return await work(join(folder, 'lethe'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves when everything is ready. */
export async function startIn(
  home: string,
  [command = '', ...args]: readonly string[],
): Promise<{ stack: RunningStack; stop: () => Promise<void> }> {
  const env = { ...process.env, LETHE_HOME: home, LETHE_PORT: '0', LETHE_CALLS_PER_MINUTE: '1000000' };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    // As Ctrl-C does: to npm and to what it started.
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGINT');
    await ended;
  };
  try {
    return { stack: await ready(join(home, 'stack.json'), () => child.exitCode !== null), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** stack.json is written when everything is ready. */
async function ready(file: string, hasEnded: () => boolean): Promise<RunningStack> {
  for (const until = Date.now() + READY_MS; Date.now() < until && !hasEnded(); await pause(20)) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as RunningStack;
  }
  throw new Error('The stack did not start: see the messages above.');
}
