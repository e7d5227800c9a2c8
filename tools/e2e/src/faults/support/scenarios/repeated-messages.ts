import { audit, type Verdict } from '../audit.ts';
import type { Chance } from '../chance.ts';
import type { FaultStack } from '../fault-stack.ts';
import { Ledger, MOST_OPEN } from '../ledger.ts';
import { Tap } from '../tap.ts';

export const TIMES = 10;

/**
 * Everything that changes something, its answers, and signs of life. Searches are left out: each copy of a call makes
 * them anew.
 */
const SUBJECTS = [
  'gdpr.aggregator.createRequest',
  'gdpr.aggregator.progress',
  ...['locate', 'export', 'rectify', 'erase'].map((verb) => `gdpr.*.${verb}`),
  '_INBOX.>',
];

/**
 * `people` requests while every message is delivered ten times, in an order of chance, and what was created once more
 * at the end. The tap stays open.
 */
export async function repeatedMessages(
  stack: FaultStack,
  chance: Chance,
  people: number,
): Promise<{ verdict: Verdict; ledger: Ledger; tap: Tap }> {
  const ledger = await Ledger.create(stack, { people, mostOpen: MOST_OPEN / TIMES });
  const tap = await Tap.open(stack);
  tap.repeat(SUBJECTS, TIMES, chance);
  await ledger.postAll();
  const verdict = await audit(ledger);
  tap.again('gdpr.aggregator.createRequest');
  await tap.quiet();
  // Copies that came when everything had ended must not have changed anything either.
  return { verdict: { ...(await audit(ledger)), worstSeconds: verdict.worstSeconds }, ledger, tap };
}
