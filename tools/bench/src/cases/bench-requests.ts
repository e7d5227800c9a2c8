import { EffectCheck } from '../effects/effect-check.ts';
import { inArena } from './arena.ts';
import { CASES, type Case } from './case.ts';
import { playCase, warmUp, type Play } from './rounds.ts';
import { resultOf, type Result } from './result.ts';

export interface RequestsOptions {
  /** Cases by name; all where none is given. */
  cases: readonly string[];
  rounds: number;
  seconds: number;
  isQuick: boolean;
  /** Two gateways, aggregators and domains instead of one of each. */
  inPairs: boolean;
  signal: AbortSignal;
  /** Told of each case when it has been measured. */
  measured(result: Result): void;
  rivalProgram?: string;
}

const CONTACTS_BEFORE = 2_700;
const PAIRS = Object.fromEntries(
  ['gateway', 'aggregator', 'architect', 'conversations', 'dialer', 'directory', 'external-contacts', 'journey'].map(
    (name) => [name, 2],
  ),
);

/** @throws for a name that none of them has */
function casesNamed(names: readonly string[]): readonly Case[] {
  const unknown = names.find((name) => !CASES.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no case ${unknown}; there are: ${CASES.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? CASES : CASES.filter(({ name }) => names.includes(name));
}

export async function benchRequests(options: RequestsOptions): Promise<Result[]> {
  const { cases, rounds, seconds, isQuick, inPairs, signal, rivalProgram } = options;
  const chosen = casesNamed(cases);
  const copies = inPairs ? PAIRS : {};
  const arena = { signal, copies, contacts: isQuick ? 100 : CONTACTS_BEFORE, ...(rivalProgram && { rivalProgram }) };
  return inArena(arena, async ({ stack, population, lethe, rival }) => {
    const effects = new EffectCheck(stack, population);
    const play: Play = {
      stack,
      population,
      contestants: [lethe, rival],
      rounds,
      seconds,
      isQuick,
      say: (line) => console.log(line),
      check: (one, contestant, people) => effects.check(one, contestant, people),
    };
    if (!isQuick) await warmUp(play, chosen);
    const results: Result[] = [];
    for (const one of chosen) {
      const result = resultOf(one, await playCase(play, one));
      options.measured(result);
      results.push(result);
    }
    return results;
  });
}
