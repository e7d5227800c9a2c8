import { Lethe } from '../support/lethe.ts';
import { besideErasure } from '../support/populations/beside.ts';
import { Site } from '../support/populations/run.ts';
import { POPULATION_SEED } from '../support/populations/seed.ts';
import { onOwnStack } from '../support/where.ts';

const { describe } = onOwnStack('it locks a table that others use');

/** Merges, uploads and edits go on while somebody of a random population is erased. */
describe('people drawn at random, while others work', () => {
  let lethe: Lethe;
  let site: Site;
  beforeAll(async () => {
    lethe = await Lethe.alone();
    site = new Site(lethe.description);
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await lethe?.stop();
  }, 60_000);

  it.each(['SEARCHING', 'DELETING'] as const)('are erased as a whole and alone, held in %s', async (phase) => {
    expect(await besideErasure(site, POPULATION_SEED.seed, phase)).toEqual([]);
  });
});
