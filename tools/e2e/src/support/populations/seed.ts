const [seed, size] = (process.env['LETHE_TEST_SEED'] ?? String(Date.now() % 1_000_000_000)).split('/').map(Number);

/** Of the first population; each further one has the next. A failure names the seed of its population, and its size. */
export const POPULATION_SEED = { seed: seed!, size };
export type PopulationSeed = typeof POPULATION_SEED;
