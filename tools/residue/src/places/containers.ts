import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import type { Places } from '../place.ts';
import type { Running } from './processes.ts';

const run = promisify(execFile);

/** What the engine keeps of each container: its log, and how it was started. */
export async function* containerRecords(engine: string, containers: Record<string, string>): Places {
  for (const [name, container] of Object.entries(containers)) {
    yield { name: `log of ${name}`, read: () => logOf(engine, container) };
    yield { name: `configuration of the container of ${name}`, read: () => output(engine, ['inspect', container]) };
  }
}

export async function processesOfContainers(engine: string, containers: Record<string, string>): Promise<Running[]> {
  return Promise.all(Object.entries(containers).map(async ([name, container]) => ({ name, pid: Number((await run(engine, ['inspect', container, '--format', '{{.State.Pid}}'])).stdout) })));
}

/** Both streams: which of them holds what is up to the engine. */
async function* logOf(engine: string, container: string): AsyncGenerator<Buffer> {
  const { stdout, stderr } = await run(engine, ['logs', container], { maxBuffer: 1024 * 1024 * 1024, encoding: 'buffer' });
  yield stdout;
  yield stderr;
}

async function* output(command: string, args: string[]): AsyncGenerator<Buffer> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  yield* child.stdout as AsyncIterable<Buffer>;
  const code = await ended;
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}
