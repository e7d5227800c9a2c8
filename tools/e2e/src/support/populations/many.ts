import { eachOf } from '../each-of.ts';
import type { SystemDescription } from '../system.ts';
import { PopulationRun, Site } from './run.ts';
import type { PopulationSeed } from './seed.ts';

/** Populations at the same time: each has an organisation of its own. Fewer on a busy machine. */
const AT_ONCE = Number(process.env['LETHE_TEST_AT_ONCE'] ?? 4);
/** So many failures say enough. */
const ENOUGH = 3;

/** Small populations come first and are the most: what they show is the easiest to read, and costs the least. */
const sizeOf = (index: number, count: number): number => (index < count * 0.7 ? 1 : index < count * 0.95 ? 2 : 3);

/** What went wrong, with the seed of each population; `enough`: it stops after so many. */
export async function runPopulations(
  description: SystemDescription,
  count: number,
  { seed, size }: PopulationSeed,
  enough = ENOUGH,
): Promise<{ repeat: string; faults: string[] }[]> {
  const failures: { repeat: string; faults: string[] }[] = [];
  const site = new Site(description);
  const started = Date.now();
  let done = 0;
  try {
    await eachOf(
      Array.from({ length: count }, (_, index) => index),
      async (index) => {
        if (failures.length >= enough) return;
        const households = size ?? sizeOf(index, count);
        const faults = await PopulationRun.faults(site, seed + index, households).catch((error: unknown) => [
          String(error),
        ]);
        done += 1;
        if (faults.length === 0) return;
        const repeat = `LETHE_TEST_SEED=${seed + index}/${households}`;
        failures.push({ repeat, faults });
        process.stderr.write(`${repeat}: ${faults.join('; ')}\n`);
      },
      AT_ONCE,
    );
  } finally {
    await site.close();
  }
  process.stderr.write(
    `${done} populations from seed ${seed}, ${((done / (Date.now() - started)) * 1_000).toFixed(2)} a second\n`,
  );
  return failures;
}
