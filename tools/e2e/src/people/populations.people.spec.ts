import { runPopulations } from '../support/populations/many.ts';
import { OneProcess } from '../support/populations/one-process.ts';
import { POPULATION_SEED } from '../support/populations/seed.ts';

/** How many; a smaller number for a first look. */
const POPULATIONS = Number(process.env['LETHE_TEST_POPULATIONS'] ?? 2_000);

describe('people drawn at random, all services in one process', () => {
  let services: OneProcess;
  beforeAll(async () => {
    services = await OneProcess.start();
  }, 120_000);
  afterAll(() => services?.stop(), 60_000);

  it(`are told apart, and reached as a whole: ${POPULATIONS} populations`, async () => {
    expect(await runPopulations(services.description, POPULATIONS, POPULATION_SEED)).toEqual([]);
  }, 14_400_000);
});
