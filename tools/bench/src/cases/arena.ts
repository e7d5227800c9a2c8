import type { Contestant } from '../contestants/contestant.ts';
import { EndedRequests } from '../contestants/ended-requests.ts';
import { Lethe } from '../contestants/lethe.ts';
import { Rival } from '../contestants/rival.ts';
import { CONTACT } from '../people/person.ts';
import { Population } from '../people/population.ts';
import { HttpClient } from '../stack/http-client.ts';
import { onMeasuredStack, type MeasuredOptions, type MeasuredStack } from '../stack/measured-stack.ts';

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

export const inArena = <T>(
  { contacts, rivalProgram, ...options }: ArenaOptions,
  work: (arena: Arena) => Promise<T>,
): Promise<T> =>
  onMeasuredStack(options, async (stack) => {
    const rival = Rival.start(stack.description, {
      signal: options.signal,
      ...(rivalProgram && { program: rivalProgram }),
    });
    try {
      return await work(await open(stack, rival, contacts));
    } finally {
      await rival.stop();
    }
  });

async function open(stack: MeasuredStack, rival: Rival, contacts: number): Promise<Arena> {
  const http = await HttpClient.login(stack.description, stack.apis);
  const population = await Population.open(stack, http);
  await population.load(contacts, CONTACT);
  await population.analyze();
  const ended = new EndedRequests(await stack.session('lethe_aggregator'));
  return { stack, http, population, ended, lethe: new Lethe(http, ended), rival };
}
