import { pause } from '../support/pause.ts';
import { audit } from './support/audit.ts';
import { FaultStack } from './support/fault-stack.ts';
import { Ledger } from './support/ledger.ts';
import { Chance } from './support/chance.ts';
import { expectNothingWrong, recordVerdict, RELEASE } from './support/report.ts';

const PEOPLE = RELEASE ? 10_000 : 1_000;
/** Between two kills. */
const PAUSE_MS = { least: 1_000, most: 4_000 };

describe(`${PEOPLE} requests while every process is killed at random times`, () => {
  let stack: FaultStack;
  beforeAll(async () => {
    stack = await FaultStack.start();
  }, 120_000);
  afterAll(() => stack?.stop(), 60_000);

  it('loses none and does none twice', async () => {
    const ledger = await Ledger.create(stack, { people: PEOPLE, bystanders: 100 });
    const chance = new Chance();
    const kills = new Map<string, number>();
    let posting = true;
    const killing = (async () => {
      while (posting) {
        await pause(chance.between(PAUSE_MS.least, PAUSE_MS.most));
        const victim = chance.oneOf(stack.processes);
        if (stack.kill(victim)) kills.set(victim, (kills.get(victim) ?? 0) + 1);
      }
    })();
    await ledger.postAll().finally(() => (posting = false));
    await killing;
    const verdict = await audit(ledger, 300);
    const injected = [...kills.values()].reduce((sum, count) => sum + count, 0);
    recordVerdict('kill -9 of any process at random', injected, verdict);
    process.stderr.write(`seed ${chance.seed}, kills ${JSON.stringify(Object.fromEntries(kills))}\n`);
    expect(verdict.accepted).toBe(PEOPLE);
    // Every process was killed, or the run proves less than it says.
    expect([...kills.keys()].sort()).toEqual(stack.processes.sort());
    expectNothingWrong(verdict);
  }, RELEASE ? 7_200_000 : 600_000);
});
