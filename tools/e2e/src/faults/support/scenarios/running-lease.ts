import { until } from '@lethe/testing';
import { query } from '../../../support/databases.ts';
import { pause } from '../../../support/pause.ts';
import { audit, type Verdict } from '../audit.ts';
import { FaultStack } from '../fault-stack.ts';
import { Ledger } from '../ledger.ts';

/** Nothing ends a lease here but its end. */
export const startForRunningLease = (root?: string): Promise<FaultStack> =>
  FaultStack.start({
    root,
    copies: { aggregator: 2, dialer: 2 },
    environment: { LETHE_LEASE_SECONDS: '120', LETHE_REPLY_SECONDS: '100' },
  });

/** While the lease of a task runs, two aggregators leave it to the one that has it, however slow its domain is. */
export async function runningLease(stack: FaultStack): Promise<{ claims: number; verdict: Verdict }> {
  const ledger = await Ledger.create(stack, { people: 1, types: ['GDPR_DELETE'], bystanders: 5 });
  const thaw = ['dialer', 'dialer-2'].map((name) => stack.freeze(name));
  const claims = async (): Promise<number> =>
    (
      await query<{ fence: number }>(
        stack,
        'aggregator',
        `select fence::int as fence from task where domain = 'dialer'`,
      )
    )[0]?.fence ?? 0;
  await ledger.postAll();
  await until('the first claim', async () => (await claims()) > 0, { seconds: 20 });
  // Both look every second.
  await pause(4_000);
  const counted = await claims();
  thaw.forEach((go) => go());
  return { claims: counted, verdict: await audit(ledger) };
}
