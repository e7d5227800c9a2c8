import type { Contestant } from '../contestants/contestant.ts';
import { EndedRequests } from '../contestants/ended-requests.ts';
import { Lethe } from '../contestants/lethe.ts';
import { Rival } from '../contestants/rival.ts';
import { CONTACT } from '../people/person.ts';
import { Population } from '../people/population.ts';
import { HttpClient } from '../stack/http-client.ts';
import { MeasuredStack, type MeasuredOptions } from '../stack/measured-stack.ts';

/** A stack with people in it, and who works on it. */
export interface Arena {
  stack: MeasuredStack;
  http: HttpClient;
  population: Population;
  ended: EndedRequests;
  lethe: Contestant;
  rival: Contestant;
}

export interface ArenaOptions extends MeasuredOptions {
  /** Contacts that are there before anything is measured. */
  contacts: number;
  /** Another program in place of the rival. */
  rivalProgram?: string;
}

/** However `work` ends, and when the signal comes, nothing is left of it. */
export async function inArena<T>(
  { contacts, rivalProgram, ...options }: ArenaOptions,
  work: (arena: Arena) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  const stopped = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  stopped.catch(() => undefined);
  const stack = await MeasuredStack.start(options);
  const rival = Rival.start(stack.description, rivalProgram);
  try {
    return await Promise.race([stopped, open(stack, rival, contacts).then(work)]);
  } finally {
    await rival.stop();
    await stack.stop();
  }
}

async function open(stack: MeasuredStack, rival: Rival, contacts: number): Promise<Arena> {
  const http = await HttpClient.login(stack.description, stack.apis);
  const population = await Population.open(stack, http);
  await population.load(contacts, CONTACT);
  await population.analyze();
  const ended = new EndedRequests(await stack.session('lethe_aggregator'));
  return { stack, http, population, ended, lethe: new Lethe(http, ended), rival };
}
