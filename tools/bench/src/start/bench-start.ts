import { setTimeout as pause } from 'node:timers/promises';
import { Api } from '../api.ts';
import { startIn, withFolder } from '../own-stack.ts';

/** A call that nobody answers without this service. */
const NEEDING: Record<string, string> = {
  gateway: '/api/v2/gdpr/requests',
  aggregator: '/api/v2/gdpr/requests',
  architect: '/api/v2/architect/prompts',
  conversations: '/api/v2/conversations/00000000-0000-4000-8000-000000000000',
  dialer: '/api/v2/outbound/contactlists',
  directory: '/api/v2/users',
  'external-contacts': '/api/v2/externalcontacts/contacts',
};
const NPM_START = ['npm', 'start'];
const CALL_EVERY_MS = 25;
const LONGEST_MS = 60_000;

/** Prints how long `npm start` takes on what is built, and how long each service is away when it is killed. */
export async function benchStart(times: number): Promise<void> {
  const ready: number[] = [];
  const away: Record<string, number[]> = {};
  await withFolder(async (home) => {
    // The first start makes the databases and loads the people of the demo.
    await (await startIn(home, NPM_START)).stop();
    for (let time = 0; time < times; time++) {
      const began = performance.now();
      const running = await startIn(home, NPM_START);
      ready.push(performance.now() - began);
      const api = await Api.login(running.stack);
      for (const { name, pid } of running.stack.services.filter(({ name }) => name in NEEDING))
        (away[name] ??= []).push(await killed(api, NEEDING[name]!, pid));
      await running.stop();
    }
  });
  console.log(`npm start until everything is ready: ${seconds(ready)}`);
  for (const [name, all] of Object.entries(away)) console.log(`kill -9 of ${name} until it answers: ${seconds(all)}`);
}

/**
 * Milliseconds from the kill until the call is answered again, which only the next process can do. A call is made every
 * few moments, whether the former ones are answered or not: one that the killed process took is waited for in vain.
 */
async function killed(api: Api, path: string, pid: number): Promise<number> {
  const began = performance.now();
  process.kill(pid, 'SIGKILL');
  let answered = false;
  while (!answered && performance.now() - began < LONGEST_MS) {
    void api.isAnswered(path).then((yes) => (answered ||= yes));
    await pause(CALL_EVERY_MS);
  }
  if (!answered) throw new Error(`${path} is not answered any more`);
  return performance.now() - began;
}

const seconds = (all: readonly number[]): string => `${all.map((ms) => (ms / 1_000).toFixed(2)).join(', ')} s`;
