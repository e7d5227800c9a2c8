import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackDescription } from '@lethe/stack';
import { logsOf } from './embedded-system.ts';
import { folder } from './folder.ts';
import { joined } from './joined-system.ts';
import { newOrganisation } from './organisations.ts';
import { pause } from './pause.ts';
import type { System } from './system.ts';

const READY_WITHIN_MS = 120_000;

/** The one stack of this run (shared-stack/setup.ts), in an organisation of its own. */
export async function share(): Promise<System> {
  const file = await sharedStack();
  const described = () => JSON.parse(readFileSync(file, 'utf8')) as StackDescription;
  const { services, ...description } = described();
  return joined(folder(), description, await newOrganisation({ description }), {
    logs: async () => logsOf({ services }),
    pids: async () => Object.fromEntries(described().services.map(({ name, pid }) => [name, pid])),
    kill: ofOthers,
    freeze: ofOthers,
  });
}

/** Path of its stack.json, once it is ready. */
async function sharedStack(): Promise<string> {
  const { LETHE_SHARED_STACK: path = '' } = process.env;
  const [file, failure] = [join(path, 'lethe', 'stack.json'), join(path, 'failure')];
  for (const until = Date.now() + READY_WITHIN_MS; !existsSync(file); await pause(50)) {
    if (existsSync(failure)) throw new Error(`The shared stack did not start: ${readFileSync(failure, 'utf8')}`);
    if (Date.now() > until) throw new Error(`The shared stack is not ready after ${READY_WITHIN_MS} ms.`);
  }
  return file;
}

const ofOthers = (): never => {
  throw new Error('other test files use this stack too: take one of its own (Lethe.alone)');
};
