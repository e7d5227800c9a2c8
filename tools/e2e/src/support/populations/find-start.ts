import { drawPopulation, type StoredRecord, type World } from '@lethe/population';

const MOST_DRAWS = 2_000;

/** A population, and a record of it. */
export interface Start {
  seed: number;
  size: number;
  key: string;
}

/** The first population from `seed` on with such a record: what a test is about is looked for, and not left to luck. */
export function findStart(
  { seed, size }: Omit<Start, 'key'>,
  fits: (record: StoredRecord, world: World) => boolean,
): Start {
  for (let next = seed; next < seed + MOST_DRAWS; next += 1) {
    const population = drawPopulation(next, size);
    const records = population.records.map((record): StoredRecord => ({ ...record, id: record.key }));
    const world: World = { population, records: records.filter(({ isGone }) => !isGone), participants: [] };
    const found = world.records.find((record) => fits(record, world));
    if (found !== undefined) return { seed: next, size, key: found.key };
  }
  throw new Error(`no population from seed ${seed} on has such a record`);
}
