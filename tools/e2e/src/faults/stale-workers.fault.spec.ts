import { bySize } from '@lethe/testing';
import { pause } from '../support/pause.ts';
import { audit } from './support/audit.ts';
import { FaultStack } from './support/fault-stack.ts';
import { Ledger } from './support/ledger.ts';
import { expectNothingWrong, recordVerdict } from './support/report.ts';
import { runningLease, startForRunningLease } from './support/scenarios/running-lease.ts';
import { staleAnswer, startForStaleAnswer } from './support/scenarios/stale-answer.ts';

const PEOPLE = bySize({ ci: 40, full: 200, release: 1_000 });
const LEASE_SECONDS = 3;
const ALL_WORKERS = [
  'aggregator',
  'dialer',
  'external-contacts',
  'aggregator-2',
  'dialer-2',
  'external-contacts-2',
  'conversations',
  'architect',
  'directory',
];
const WORKERS = bySize({ ci: ALL_WORKERS.slice(0, 2), full: ALL_WORKERS, release: ALL_WORKERS });

describe('a worker that is stopped past its lease', () => {
  let stack: FaultStack;
  afterEach(() => stack?.stop(), 60_000);

  it('changes nothing with an answer that it reads when another has moved on', async () => {
    stack = await startForStaleAnswer();
    const { changes, ignored, verdict } = await staleAnswer(stack);
    recordVerdict('an answer read after the lease (SIGSTOP, SIGCONT)', 1, verdict);
    // It did read it; else there was nothing to refuse.
    expect(ignored).toBe(true);
    expect(changes).toEqual([]);
    expectNothingWrong(verdict);
  }, 240_000);

  it('is left alone while its lease runs', async () => {
    stack = await startForRunningLease();
    const { claims, verdict } = await runningLease(stack);
    expect(claims).toBe(1);
    expectNothingWrong(verdict);
  }, 240_000);

  it('loses and doubles nothing under load, whichever it is', async () => {
    stack = await FaultStack.start({
      environment: { LETHE_LEASE_SECONDS: String(LEASE_SECONDS), LETHE_REPLY_SECONDS: '2' },
    });
    const ledger = await Ledger.create(stack, { people: PEOPLE });
    let posting = true;
    let stops = 0;
    const stopping = (async () => {
      for (let n = 0; posting || n < WORKERS.length; n++) {
        const thaw = stack.freeze(WORKERS[n % WORKERS.length]!);
        await pause(2 * LEASE_SECONDS * 1_000);
        thaw();
        stops++;
      }
    })();
    await ledger.postAll(undefined, bySize({ ci: 500, full: 500, release: 0 })).finally(() => (posting = false));
    await stopping;
    const verdict = await audit(ledger);
    recordVerdict('SIGSTOP of a worker for twice its lease, then SIGCONT', stops, verdict);
    expectNothingWrong(verdict);
  }, 900_000);
});
