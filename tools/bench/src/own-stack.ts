import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const STACK = join(import.meta.dirname, '..', '..', 'stack', 'dist', 'main.js');
const READY_MS = 180_000;

/** The part of stack.json that a measurement needs. */
export interface RunningStack {
  api: string;
  clientId: string;
  clientSecret: string;
  services: { name: string; pid: number }[];
}

/** Starts a stack of its own in a new folder, lets `work` use it, stops it and removes the folder. */
export async function withStack(work: (stack: RunningStack) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-bench-'));
  // Root's PostgreSQL runs as another user, who has to pass through.
  chmodSync(folder, 0o755);
  const home = join(folder, 'lethe');
  const env = { ...process.env, LETHE_HOME: home, LETHE_PORT: '0', LETHE_CALLS_PER_MINUTE: '1000000' };
  const stack = spawn(process.execPath, [STACK], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => stack.once('exit', () => resolve()));
  try {
    await work(await ready(join(home, 'stack.json'), () => stack.exitCode !== null));
  } finally {
    stack.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** stack.json is written when everything is ready. */
async function ready(file: string, hasEnded: () => boolean): Promise<RunningStack> {
  for (const until = Date.now() + READY_MS; Date.now() < until && !hasEnded(); await pause(100)) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as RunningStack;
  }
  throw new Error('The stack did not start: see the messages above.');
}
