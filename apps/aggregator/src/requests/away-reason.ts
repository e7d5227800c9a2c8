import type { Reason } from '@lethe/contracts';

/** @param lastAnswered when the domain last gave a sign of life, if that is known. */
export const awayReason = (domain: string, lastAnswered?: Date): Reason => ({
  code: 'domain.away',
  message: `The domain ${domain} does not answer${lastAnswered === undefined ? '' : ` since ${lastAnswered.toISOString()}`}; the task waits for it.`,
});
