import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certainReach, identifiersOf, isLinked, type StoredRecord, type World } from '@lethe/population';
import { alteredRoot, removeRoot } from '../support/altered-root.ts';
import { folder } from '../support/folder.ts';
import { besideErasure } from '../support/populations/beside.ts';
import { findStart } from '../support/populations/find-start.ts';
import { OneProcess } from '../support/populations/one-process.ts';
import { PopulationRun, Site } from '../support/populations/run.ts';

/** Each guard: where it stands, and what stands there once it can be taken out. */
const GUARDS = {
  'the name test': {
    file: 'libs/domain-kit/dist/verbs/judge.js',
    find: 'const answer = best(names, subject.names ?? []);',
    replace: (out: string) => `const answer = ${out} ? 'same' : best(names, subject.names ?? []);`,
  },
  'the closure': {
    file: 'apps/aggregator/dist/closure/turn.js',
    find: 'if (again.length > 0) return',
    replace: (out: string) => `if (!${out} && again.length > 0) return`,
  },
  'the final check': {
    file: 'apps/aggregator/dist/closure/turn.js',
    find: 'if (domains.length === 0) return',
    replace: (out: string) => `if (${out} || domains.length === 0) return`,
  },
};
type Guard = keyof typeof GUARDS;

/** Somebody else's record, under a full name, carries a number or an address of the contact. */
const hasNeighbour = (start: StoredRecord, world: World): boolean =>
  start.kind === 'contact' &&
  world.records.some(
    (other) =>
      other.owner !== start.owner &&
      other.kind !== 'contact' &&
      other.naming === 'full' &&
      isLinked(other, identifiersOf(start, [start])),
  );

/** A row that leads to one contact by what it carries, and to another by the merge set alone. */
const leadsOn = (start: StoredRecord, world: World): boolean =>
  start.kind === 'row' &&
  certainReach(world, start).some(
    (record) => record.kind === 'contact' && !isLinked(record, identifiersOf(start, [start])),
  );

/**
 * One product of which each guard can be taken out while it runs: what is judged right with it must be judged wrong
 * without it. An oracle that finds nothing here proves nothing elsewhere.
 */
describe('the oracle goes red', () => {
  let root: string;
  let services: OneProcess;
  let site: Site;
  const switches = join(folder(), 'out');
  const takeOut = (guard: Guard) => writeFileSync(join(switches, guard), '');
  beforeAll(async () => {
    mkdirSync(switches);
    root = alteredRoot(
      Object.entries(GUARDS).map(([guard, { file, find, replace }]) => {
        const out = `process.getBuiltinModule('node:fs').existsSync(${JSON.stringify(join(switches, guard))})`;
        return { file, find, replace: replace(out) };
      }),
    );
    services = await OneProcess.start(root);
    site = new Site(services.description);
  }, 300_000);
  afterEach(() => {
    for (const guard of Object.keys(GUARDS)) rmSync(join(switches, guard), { force: true });
  });
  afterAll(async () => {
    await site?.close();
    await services?.stop();
    if (root) removeRoot(root);
  }, 60_000);

  it.each<[Guard, typeof hasNeighbour, RegExp]>([
    ['the name test', hasNeighbour, /the closure has .*, somebody else's|found, the person has/],
    ['the closure', leadsOn, /of externalContact found, at least/],
  ])('without %s', async (guard, fits, fault) => {
    const start = findStart({ seed: 1, size: 1 }, fits);
    const run = await PopulationRun.start(site, start.seed, start.size);
    const found = () => run.foundBy(run.record(start.key));
    expect(await found()).toEqual([]);
    takeOut(guard);
    expect((await found()).join()).toMatch(fault);
  });

  it('without the final check', async () => {
    takeOut('the final check');
    const faults = await besideErasure(site, 1, 'DELETING');
    expect(faults.join()).toMatch(/participant .* stays, and nobody is told/);
  });
});
