import { Lethe } from '../support/lethe.ts';
import { besideErasure } from '../support/populations/beside.ts';
import { POPULATION_SEED } from '../support/populations/seed.ts';
import { Snapshots } from '../support/populations/snapshots.ts';
import { onOwnStack } from '../support/where.ts';

const { describe } = onOwnStack('it locks a table that others use');

/** Merges, uploads and edits go on while somebody of a random population is erased. */
describe('people drawn at random, while others work', () => {
  let lethe: Lethe;
  let snapshots: Snapshots;
  beforeAll(async () => {
    lethe = await Lethe.alone();
    snapshots = new Snapshots(lethe.description);
  }, 120_000);
  afterAll(async () => {
    await snapshots?.close();
    await lethe?.stop();
  }, 60_000);

  it.each(['SEARCHING', 'DELETING'] as const)('are erased as a whole and alone, held in %s', async (phase) => {
    const { description } = lethe;
    expect(await besideErasure({ description, snapshots }, POPULATION_SEED.seed, phase)).toEqual([]);
  });
});
