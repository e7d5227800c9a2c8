import { Lethe } from '../support/lethe.ts';
import { runPopulations } from '../support/populations/many.ts';
import { POPULATION_SEED } from '../support/populations/seed.ts';
import { lookingInside } from '../support/where.ts';

const { it } = lookingInside();

/** As many as fit into every run; populations.people.spec.ts has thousands. LETHE_TEST_POPULATIONS=1 repeats one. */
const POPULATIONS = Number(process.env['LETHE_TEST_POPULATIONS'] ?? 40);

it(`${POPULATIONS} populations drawn at random are told apart, and reached as a whole`, async () => {
  const lethe = await Lethe.start();
  try {
    expect(await runPopulations(lethe.description, POPULATIONS, POPULATION_SEED)).toEqual([]);
  } finally {
    await lethe.stop();
  }
}, 900_000);
