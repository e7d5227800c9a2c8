import { EndedRequests } from '../contestants/ended-requests.ts';
import { Lethe } from '../contestants/lethe.ts';
import { Rival } from '../contestants/rival.ts';
import { EffectCheck } from '../effects/effect-check.ts';
import { Population } from '../people/population.ts';
import { CONTACT } from '../people/person.ts';
import { HttpClient } from '../stack/http-client.ts';
import { MeasuredStack } from '../stack/measured-stack.ts';
import { printResults } from '../report/print-results.ts';
import { CASES, type Case } from './case.ts';
import { playCase, type Play } from './rounds.ts';
import { resultOf, type Result } from './result.ts';

export interface RequestsOptions {
  /** Cases by name; all where none is given. */
  cases: readonly string[];
  rounds: number;
  seconds: number;
  isQuick: boolean;
  signal: AbortSignal;
}

/** Who is there before anything is measured. */
const CONTACTS_BEFORE = 2_700;

/** @throws for a name that none of them has */
function casesNamed(names: readonly string[]): readonly Case[] {
  const unknown = names.find((name) => !CASES.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no case ${unknown}; there are: ${CASES.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? CASES : CASES.filter(({ name }) => names.includes(name));
}

export async function benchRequests({ cases, rounds, seconds, isQuick, signal }: RequestsOptions): Promise<void> {
  const chosen = casesNamed(cases);
  const say = (line: string) => console.log(line);
  const stack = await MeasuredStack.start({ signal });
  const interrupted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  interrupted.catch(() => undefined);
  try {
    const results = await Promise.race([interrupted, measure()]);
    printResults(results);
  } finally {
    await stack.stop();
  }

  async function measure(): Promise<Result[]> {
    const http = await HttpClient.login(stack.description);
    const population = await Population.open(stack, http);
    await population.load(CONTACTS_BEFORE, CONTACT);
    await population.analyze();
    const lethe = new Lethe(http, new EndedRequests(await stack.session('lethe_aggregator')));
    const rival = Rival.start(stack.description);
    const effects = new EffectCheck(stack, population);
    const play: Play = {
      stack,
      population,
      contestants: [lethe, rival],
      rounds,
      seconds,
      isQuick,
      say,
      check: (one, contestant, people) => effects.check(one, contestant, people),
    };
    try {
      const results: Result[] = [];
      for (const one of chosen) results.push(resultOf(one, await playCase(play, one)));
      return results;
    } finally {
      await rival.stop();
      http.close();
    }
  }
}
