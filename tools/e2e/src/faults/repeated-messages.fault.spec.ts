import { bySize } from '@lethe/testing';
import { query } from '../support/databases.ts';
import { Chance } from './support/chance.ts';
import { FaultStack } from './support/fault-stack.ts';
import type { Ledger } from './support/ledger.ts';
import { expectNothingWrong, record, recordVerdict } from './support/report.ts';
import { repeatedMessages, TIMES } from './support/scenarios/repeated-messages.ts';
import type { Tap } from './support/tap.ts';

const PEOPLE = bySize({ ci: 40, full: 150, release: 1_000 });

describe('messages that are delivered more than once', () => {
  let stack: FaultStack;
  let tap: Tap;
  let ledger: Ledger;
  beforeAll(async () => {
    stack = await FaultStack.start();
  }, 300_000);
  afterAll(async () => {
    await tap?.close();
    await stack?.stop();
  }, 60_000);

  it(`do what they do once, each delivered ${TIMES} times and shuffled`, async () => {
    const chance = new Chance();
    const run = await repeatedMessages(stack, chance, PEOPLE);
    ({ tap, ledger } = run);
    recordVerdict(`every message delivered ${TIMES} times, shuffled`, tap.heard * (TIMES - 1), run.verdict);
    process.stderr.write(`seed ${chance.seed}\n`);
    expect(run.verdict.accepted).toBe(PEOPLE);
    for (const subject of [
      'gdpr.aggregator.createRequest',
      'gdpr.dialer.locate',
      'gdpr.dialer.erase',
      'gdpr.dialer.rectify',
      'gdpr.dialer.export',
    ])
      expect(tap.last.has(subject)).toBe(true);
    expectNothingWrong(run.verdict);
  }, 600_000);

  it('are refused and reported when they come under the id of a task with another body', async () => {
    const { last } = tap;
    const message = JSON.parse(last.get('gdpr.dialer.erase')!.string()) as {
      pattern: unknown;
      id: string;
      data: { tasks: { taskId: string; subject: object }[] };
    };
    const [task] = message.data.tasks;
    const bystander = ledger.population.find(({ type }) => type === undefined)!;
    const forged = { ...task!, subject: { alsoIds: [], keys: [{ kind: 'EMAIL', key: bystander.work }] } };
    const reply = JSON.parse(
      await tap.ask('gdpr.dialer.erase', JSON.stringify({ ...message, data: { tasks: [forged] } })),
    ) as { response: { outcomes: { status: string; reason?: { code: string } }[] } };
    expect(reply.response.outcomes).toMatchObject([
      { taskId: task!.taskId, status: 'failed', reason: { code: 'task.mismatch' } },
    ]);
    expect(
      await query(stack, 'dialer', `select 1 as here from dialer_contact where data ->> 'mail' = '${bystander.work}'`),
    ).toHaveLength(1);
    const lines = (await stack.logs())
      .filter(({ place }) => /dialer[^/]*\.log$/.test(place))
      .flatMap(({ text }) => text.split('\n'));
    expect(lines.some((line) => line.includes('task failed') && line.includes(task!.taskId))).toBe(true);
    record({
      fault: 'the id of a task with another body',
      injected: 1,
      accepted: 0,
      lost: 0,
      doubled: 0,
      worstRecoverySeconds: 0,
    });
  });
});
