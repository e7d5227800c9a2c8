import { chmodSync, mkdirSync } from 'node:fs';
import { FAILPOINTS, type Failpoint } from '@lethe/platform/failpoints';
import { bySize } from '@lethe/testing';
import { folder } from '../support/folder.ts';
import { strayObjects } from '../support/stored-files.ts';
import { audit } from './support/audit.ts';
import { FaultStack } from './support/fault-stack.ts';
import { Arms } from './support/failpoints/arms.ts';
import { lanesOf, oneOfEach, workloadsOf } from './support/failpoints/plan.ts';
import { reading } from './support/failpoints/reading.ts';
import { World } from './support/failpoints/world.ts';
import { Ledger } from './support/ledger.ts';
import { expectNothingWrong, recordVerdict } from './support/report.ts';

const CHOSEN = bySize({ ci: oneOfEach(FAILPOINTS), full: FAILPOINTS, release: FAILPOINTS });
/** Requests of each type that there are people for. */
const PEOPLE = bySize({ ci: 30, full: 60, release: 60 });
/** What is left behind is taken up again soon, so that a hundred failpoints take minutes. */
const QUICK = {
  LETHE_LEASE_SECONDS: '3',
  LETHE_REPLY_SECONDS: '2',
  LETHE_PROGRESS_SECONDS: '0.4',
  LETHE_RETRY_SECONDS: '0.1',
  LETHE_TASK_ATTEMPTS: '6',
};
/** A workload may be unlucky: another process may have taken the only work that there was. */
const TRIES = 3;

describe('a process that is killed at a named failpoint', () => {
  let stack: FaultStack;
  let arms: Arms;
  let world: World;
  const runs = new Map<Failpoint, Promise<void>>();

  beforeAll(async () => {
    const armed = `${folder()}/failpoints`;
    mkdirSync(armed);
    // A service takes an arm by giving it another name, whoever it runs as.
    chmodSync(armed, 0o777);
    stack = await FaultStack.start({
      copies: { gateway: 2, aggregator: 2, conversations: 2 },
      environment: { ...QUICK, LETHE_FAILPOINTS: armed },
    });
    arms = new Arms(stack, armed);
    const types = ['GDPR_DELETE', 'GDPR_UPDATE', 'GDPR_EXPORT', 'GDPR_GET'] as const;
    world = await World.create(stack, arms, await Ledger.create(stack, { people: PEOPLE * types.length, types }));
    for (const lane of lanesOf(CHOSEN)) run(lane);
  }, 180_000);
  afterAll(() => stack?.stop(), 60_000);

  /** One after the other; each test waits for its own. */
  function run(lane: readonly Failpoint[]): void {
    let before = Promise.resolve();
    for (const name of lane) {
      const reached = before.then(() => reach(name));
      runs.set(name, reached);
      before = reached.catch(() => undefined);
    }
  }

  async function reach(name: Failpoint, workloads = workloadsOf(name)): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      for (const workload of workloads) if (await workload(world, arms.arm(name))) return;
    }
    throw new Error(`the failpoint ${name} was never reached`);
  }

  it.each(CHOSEN)('loses nothing and does nothing twice: %s', (name) => runs.get(name), 600_000);

  it('would tell of a failpoint that nothing comes to', async () => {
    await Promise.allSettled(runs.values());
    await expect(reach('nowhere.before' as Failpoint, [reading])).rejects.toThrow(
      'the failpoint nowhere.before was never reached',
    );
  }, 300_000);

  it('leaves nothing else changed, and nothing behind, in all of these runs', async () => {
    await Promise.allSettled(runs.values());
    const verdict = await audit(world.ledger);
    recordVerdict('kill -9 at every named failpoint', runs.size, verdict);
    expectNothingWrong(verdict);
    expect(await strayObjects(stack)).toEqual([]);
  }, 300_000);
});
