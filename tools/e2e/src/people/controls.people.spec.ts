import { alteredRoot, removeRoot, type Alteration } from '../support/altered-root.ts';
import { besideErasure } from '../support/populations/beside.ts';
import { runPopulations } from '../support/populations/many.ts';
import { OneProcess } from '../support/populations/one-process.ts';
import { Snapshots } from '../support/populations/snapshots.ts';

const WITHOUT: Record<'the name test' | 'the closure' | 'the final check', Alteration> = {
  'the name test': {
    file: 'libs/domain-kit/dist/verbs/judge.js',
    find: 'const answer = best(names, subject.names ?? []);',
    replace: "const answer = 'same';",
  },
  'the closure': {
    file: 'apps/aggregator/dist/closure/turn.js',
    find: 'if (again.length > 0) return',
    replace: 'if (false) return',
  },
  'the final check': {
    file: 'apps/aggregator/dist/closure/turn.js',
    find: 'left.length > 0 || again.length > 0',
    replace: 'false',
  },
};
/** So many populations have to show what is missing. */
const BOUND = 12;
const SEED = { seed: 100, size: 2 };

/** The same populations, on a product with one guard taken out: an oracle that finds nothing here proves nothing there. */
describe('the oracle goes red', () => {
  let root: string;
  let services: OneProcess;
  afterEach(async () => {
    await services?.stop();
    removeRoot(root);
  }, 60_000);
  const without = async (guard: keyof typeof WITHOUT): Promise<OneProcess> => {
    root = alteredRoot([WITHOUT[guard]]);
    return (services = await OneProcess.start(root));
  };

  it.each(['the name test', 'the closure'] as const)('without %s', async (guard) => {
    const { description } = await without(guard);
    expect(await runPopulations(description, BOUND, SEED, 1)).not.toEqual([]);
  });

  it('without the final check', async () => {
    const { description } = await without('the final check');
    const snapshots = new Snapshots(description);
    const faults = await besideErasure({ description, snapshots }, SEED.seed, 'DELETING').finally(() =>
      snapshots.close(),
    );
    expect(faults.join()).toContain('stays, and nobody is told');
  });
});
