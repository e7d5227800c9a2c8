import { median, percentile, spread, type Spread } from '../measure/arithmetic.ts';
import type { Case } from './case.ts';
import type { Round, Rounds } from './rounds.ts';

/** What a contestant took for one person, over all rounds. */
export interface Taken {
  rounds: number;
  /** Of a round. */
  people: number;
  perSecond: Spread;
  /** Milliseconds, of all people of all rounds. */
  p50: number;
  p99: number;
  /** Milliseconds of CPU for a person, in all processes. */
  cpu: Spread;
  /** The same by process. */
  cpuOf: Record<string, number>;
  statements: number;
  commits: number;
  messages: number;
  /** Calls that were answered by 503 and made again. */
  unavailable: number;
}

export interface Result {
  name: string;
  title: string;
  taken: Record<string, Taken>;
}

export const resultOf = ({ name, title }: Case, rounds: Rounds): Result => ({
  name,
  title,
  taken: Object.fromEntries(Object.entries(rounds).map(([contestant, played]) => [contestant, takenOf(played)])),
});

function takenOf(rounds: readonly Round[]): Taken {
  const each = (of: (round: Round) => number) => rounds.map((round) => of(round) / round.people);
  const latencies = rounds.flatMap((round) => round.latencies);
  const processes = new Set(rounds.flatMap(({ cost }) => Object.keys(cost.cpu)));
  return {
    rounds: rounds.length,
    people: median(rounds.map(({ people }) => people)),
    perSecond: spread(rounds.map(({ people, cost }) => people / cost.seconds)),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpu: spread(each(({ cost }) => Object.values(cost.cpu).reduce((sum, ms) => sum + ms, 0))),
    cpuOf: Object.fromEntries([...processes].map((name) => [name, median(each(({ cost }) => cost.cpu[name] ?? 0))])),
    statements: median(each(({ cost }) => cost.statements)),
    commits: median(each(({ cost }) => cost.commits)),
    messages: median(each(({ cost }) => cost.messages)),
    unavailable: median(each(({ unavailable }) => unavailable)),
  };
}
