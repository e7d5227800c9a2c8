import type { Watched } from '../measure/cpu.ts';
import type { Person } from '../people/person.ts';

export type Verb = 'erase' | 'search' | 'export';

/** The same verb for each of these people, so many at once. */
export interface Job {
  verb: Verb;
  people: readonly Person[];
  atOnce: number;
}

export interface Ran {
  /** How long each took, in milliseconds. */
  latencies: number[];
  /** How many calls were answered by 503 and made again. */
  unavailable: number;
}

/** Who does the work: Lethe, or what a good engineer would write by hand for these tables only. */
export interface Contestant {
  name: 'Lethe' | 'rival';
  /** Processes beside those of the stack. */
  processes: readonly Watched[];
  run(job: Job): Promise<Ran>;
}
