import type { Contestant, Ran, Verb } from '../contestants/contestant.ts';
import { costOf, type Cost } from '../measure/counters.ts';
import { MERGED, type Person } from '../people/person.ts';
import type { Population } from '../people/population.ts';
import type { MeasuredStack } from '../stack/measured-stack.ts';
import type { Case } from './case.ts';

/** One round of one contestant. */
export interface Round {
  people: number;
  latencies: number[];
  unavailable: number;
  cost: Cost;
}

/** Of one case: round by round, by contestant. */
export type Rounds = Record<string, Round[]>;

export interface Play {
  stack: MeasuredStack;
  population: Population;
  contestants: readonly Contestant[];
  rounds: number;
  /** How long a round is to take. */
  seconds: number;
  /** Whether a round is as short as can be. */
  isQuick: boolean;
  say(line: string): void;
  /** Looks at what a contestant did in a round. */
  check(one: Case, contestant: Contestant, people: readonly Person[]): Promise<void>;
}

/** After so many calls programs are compiled, and plans are chosen. */
const WARM_UP: Record<Verb, { people: number; atOnce: number }> = {
  erase: { people: 150, atOnce: 16 },
  search: { people: 1_000, atOnce: 16 },
  export: { people: 150, atOnce: 8 },
};
/** People of a round that is as short as can be. */
const QUICK = 8;
/** People who are asked for again and again. */
const SEARCHED = 500;

/** Each contestant does as much of what will be measured. */
export async function warmUp({ population, contestants, say }: Play, cases: readonly Case[]): Promise<void> {
  for (const verb of new Set(cases.map((one) => one.verb)))
    for (const contestant of contestants) {
      const { people, atOnce } = WARM_UP[verb];
      say(`warm-up, ${contestant.name}: ${verb} for ${people} people`);
      await contestant.run({ verb, people: await population.load(people, MERGED), atOnce });
    }
}

/** All contestants in turn, after a warm-up that is as long for each. */
export async function playCase(play: Play, one: Case): Promise<Rounds> {
  const rounds: Rounds = Object.fromEntries(play.contestants.map(({ name }) => [name, []]));
  const searched = one.changes || one.verb === 'export' ? undefined : await play.population.load(SEARCHED, one.shape);
  const people = (count: number): Promise<readonly Person[]> =>
    searched === undefined
      ? play.population.load(count, one.shape)
      : Promise.resolve(Array.from({ length: count }, (_, index) => searched[index % searched.length]!));
  const round = async (contestant: Contestant, count: number): Promise<Round> => {
    const who = await people(count);
    let ran: Ran = { latencies: [], unavailable: 0 };
    const work = async () => {
      ran = await contestant.run({ verb: one.verb, people: who, atOnce: one.atOnce });
    };
    const cost = await costOf(play.stack, work, contestant.processes);
    await play.check(one, contestant, who);
    return { people: count, ...ran, cost };
  };
  const counts = new Map<Contestant, number>();
  for (const contestant of play.contestants) {
    const warm = await round(contestant, play.isQuick ? 1 : one.people.least);
    const perSecond = warm.people / warm.cost.seconds;
    const { least, most } = one.people;
    const count = Math.min(most, Math.max(least, Math.round(perSecond * play.seconds)));
    counts.set(contestant, play.isQuick ? Math.min(one.atOnce, QUICK) : count);
  }
  for (let number = 1; number <= play.rounds; number++)
    for (const contestant of play.contestants) {
      const played = await round(contestant, counts.get(contestant)!);
      rounds[contestant.name]!.push(played);
      const perSecond = (played.people / played.cost.seconds).toFixed(1);
      play.say(
        `${one.name} ${number}/${play.rounds} ${contestant.name}: ${played.people} in ${played.cost.seconds.toFixed(1)} s, ${perSecond} a second`,
      );
    }
  return rounds;
}
