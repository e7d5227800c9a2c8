import { bySize } from '@lethe/testing';
import { pause } from '../support/pause.ts';
import { audit } from './support/audit.ts';
import { FaultStack } from './support/fault-stack.ts';
import { Ledger } from './support/ledger.ts';
import { Chance } from './support/chance.ts';
import { expectNothingWrong, recordVerdict } from './support/report.ts';

const PEOPLE = bySize({ ci: 200, full: 1_000, release: 10_000 });
/**
 * Between two kills, as a share of the time in which this machine starts a whole stack: one that did nothing but start
 * processes again would prove nothing.
 */
const PAUSE = { least: 0.08, most: 0.32 };

describe(`${PEOPLE} requests while every process is killed at random times`, () => {
  let stack: FaultStack;
  let startMs: number;
  beforeAll(async () => {
    const began = performance.now();
    stack = await FaultStack.start();
    startMs = performance.now() - began;
  }, 300_000);
  afterAll(() => stack?.stop(), 60_000);

  it(
    'loses none and does none twice',
    async () => {
      const ledger = await Ledger.create(stack, { people: PEOPLE, bystanders: Math.min(100, PEOPLE / 10) });
      const chance = new Chance();
      const kills = new Map<string, number>();
      let posting = true;
      const killing = (async () => {
        // Every process in turn, each time in another order.
        for (let victims = chance.shuffled(stack.processes); posting || kills.size < stack.processes.length;) {
          await pause(chance.between(startMs * PAUSE.least, startMs * PAUSE.most));
          if (victims.length === 0) victims = chance.shuffled(stack.processes);
          const victim = victims.pop()!;
          if (stack.kill(victim)) kills.set(victim, (kills.get(victim) ?? 0) + 1);
        }
      })();
      await ledger.postAll().finally(() => (posting = false));
      await killing;
      const verdict = await audit(ledger, 300);
      const injected = [...kills.values()].reduce((sum, count) => sum + count, 0);
      recordVerdict('kill -9 of any process at random', injected, verdict);
      process.stderr.write(
        `seed ${chance.seed}, stack started in ${Math.round(startMs)} ms, kills ${JSON.stringify(Object.fromEntries(kills))}\n`,
      );
      expect(verdict.accepted).toBe(PEOPLE);
      // Every process was killed, or the run proves less than it says.
      expect([...kills.keys()].sort()).toEqual(stack.processes.sort());
      expectNothingWrong(verdict);
    },
    bySize({ ci: 600_000, full: 600_000, release: 7_200_000 }),
  );
});
