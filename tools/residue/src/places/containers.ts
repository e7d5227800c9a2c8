import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Places } from '../place.ts';
import type { Running } from './processes.ts';

const run = promisify(execFile);
const MOST_BYTES = 1024 * 1024 * 1024;
const LABEL = 'com.docker.compose';

/** A container of a deployment, by the name of its service. */
export interface Container {
  name: string;
  id: string;
}

/**
 * Every container of the deployment that the known ones belong to: copies of a service, and those that have ended, have
 * logs as well.
 */
export async function allContainers(engine: string, known: Record<string, string>): Promise<Container[]> {
  const [first] = Object.values(known);
  if (first === undefined) return [];
  const folder = await text(engine, ['inspect', first, '--format', labelled(`${LABEL}.project.working_dir`)]);
  const ids = (
    await text(engine, ['ps', '-a', '-q', '--no-trunc', '--filter', `label=${LABEL}.project.working_dir=${folder}`])
  )
    .split('\n')
    .filter(Boolean);
  return Promise.all(
    [...new Set([...ids, ...Object.values(known)])].map(async (id) => ({
      id,
      name: await text(engine, ['inspect', id, '--format', labelled(`${LABEL}.service`)]),
    })),
  );
}

/** What the engine keeps of each container: its log, and how it was started. */
export async function* containerRecords(engine: string, containers: readonly Container[]): Places {
  for (const { name, id } of containers) {
    yield { name: `log of ${name} (container ${id.slice(0, 12)})`, read: () => output(engine, ['logs', id]) };
    yield {
      name: `configuration of ${name} (container ${id.slice(0, 12)})`,
      read: () => output(engine, ['inspect', id]),
    };
  }
}

/** Those that run; 0 stands for one that has ended. */
export async function processesOf(engine: string, containers: readonly Container[]): Promise<Running[]> {
  const all = await Promise.all(
    containers.map(async ({ name, id }) => ({
      name,
      pid: Number(await text(engine, ['inspect', id, '--format', '{{.State.Pid}}'])),
    })),
  );
  return all.filter(({ pid }) => pid > 0);
}

const labelled = (label: string): string => `{{index .Config.Labels "${label}"}}`;

/** Both streams: which of them holds what a container wrote is up to the engine. */
async function* output(engine: string, args: string[]): AsyncGenerator<Buffer> {
  const { stdout, stderr } = await run(engine, args, { maxBuffer: MOST_BYTES, encoding: 'buffer' });
  yield stdout;
  yield stderr;
}

const text = async (engine: string, args: string[]): Promise<string> => (await run(engine, args)).stdout.trim();
