import type { Reason, StalledState, TaskState } from '@lethe/contracts';
import { isSuspect } from '../dispatch/claim-tasks.ts';
import { awayReason } from '../requests/away-reason.ts';

/** What the registry knows of domains. */
export interface Availability {
  isAvailable(domain: string): boolean;
  lastAnswered(domain: string): Date | undefined;
}

/** Work that has not got on for twice its lease. */
export interface Standing {
  domain: string;
  state: StalledState | TaskState;
  /** Calls of a task, or claims of the aggregator's own work, that came to nothing. */
  lost: number;
  reasons: Reason[];
  /** Its next attempt, or the end of its lease, has come. */
  due: boolean;
}

/** Why something does not get on, as far as it can be known. */
export function stalledReason(work: Standing, domains: Availability): Reason {
  const { domain, state, reasons, due } = work;
  const known = reasons[0];
  if (state === 'stuck')
    return {
      code: 'nothing.due',
      message: 'The request is open and nothing in it is due: this must not be, please report it.',
    };
  if (state === 'removing')
    return {
      code: 'removal.failed',
      message: 'The storage has not removed what is obsolete; it is asked again and again.',
    };
  if (state === 'finalising')
    return (
      known ??
      (due
        ? LEASE_OVER
        : { code: 'no.progress', message: 'The last step of the request is under way and nothing moves.' })
    );
  if (!domains.isAvailable(domain)) return awayReason(domain, domains.lastAnswered(domain));
  if (state === 'running')
    return due
      ? LEASE_OVER
      : { code: 'no.reply', message: `The domain ${domain} has the task and gives no sign of life.` };
  // It is back since.
  if (known !== undefined && known.code !== AWAY) return known;
  if (isSuspect(work))
    return {
      code: 'waits.alone',
      message: `Calls with the task were lost; it waits until no other such task is tried at ${domain}.`,
    };
  return { code: 'queued', message: `The domain ${domain} is busy with other tasks.` };
}

const AWAY = awayReason('').code;
const LEASE_OVER: Reason = {
  code: 'lease.over',
  message: 'Whoever worked on it lost its lease; it is due again and waits for a worker.',
};
