import { testSize } from '@lethe/testing';
import { alteredRoot, removeRoot, type Alteration } from '../support/altered-root.ts';
import { Chance } from './support/chance.ts';
import { FaultStack } from './support/fault-stack.ts';
import { repeatedMessages } from './support/scenarios/repeated-messages.ts';
import { runningLease, startForRunningLease } from './support/scenarios/running-lease.ts';
import { staleAnswer, startForStaleAnswer } from './support/scenarios/stale-answer.ts';

const WITHOUT: Record<'inbox' | 'fence' | 'lease' | 'call', Alteration> = {
  inbox: {
    file: 'libs/domain-kit/dist/inbox.js',
    find: 'if (inserted.length === 0) return repeated(run, task, id, digest);',
    replace: '',
  },
  fence: { file: 'apps/aggregator/dist/dispatch/record-results.js', find: 'and t.fence = r.fence ', replace: '' },
  lease: {
    file: 'apps/aggregator/dist/dispatch/claim-tasks.js',
    find: 'task.due_at <= lethe_now()',
    replace: 'task.due_at is not null',
  },
  call: {
    file: 'apps/aggregator/dist/requests/remember-call.js',
    find: 'if (callId === undefined)',
    replace: 'if (true)',
  },
};

/**
 * The same scenarios as in the other files, on a product with one guard taken out: a suite that finds nothing here
 * proves nothing there.
 */
describe('the fault suite goes red', () => {
  let root: string;
  let stack: FaultStack;
  afterEach(async () => {
    await stack?.stop();
    removeRoot(root);
  }, 60_000);
  const without = (guard: keyof typeof WITHOUT): string => (root = alteredRoot([WITHOUT[guard]]));

  it('without the inbox', async () => {
    stack = await FaultStack.start({ root: without('inbox') });
    const { verdict, tap } = await repeatedMessages(stack, new Chance(), 30);
    await tap.close();
    expect(verdict.doubled).not.toEqual([]);
  }, 300_000);

  it('without the check of the lease', async () => {
    stack = await startForRunningLease(without('lease'));
    expect((await runningLease(stack).catch(() => ({ claims: Number.POSITIVE_INFINITY }))).claims).toBeGreaterThan(1);
  }, 300_000);

  if (testSize() === 'ci') return;

  it('without the memory of calls', async () => {
    stack = await FaultStack.start({ root: without('call') });
    const { verdict, tap } = await repeatedMessages(stack, new Chance(), 30);
    await tap.close();
    expect(verdict.doubled.some((what) => what.includes('there are several'))).toBe(true);
  }, 300_000);

  it('without the fence', async () => {
    stack = await startForStaleAnswer(without('fence'));
    const { changes, verdict } = await staleAnswer(stack);
    expect(changes).not.toEqual([]);
    expect(verdict.lost).not.toEqual([]);
  }, 300_000);
});
