import { z } from 'zod';
import { Reason } from '../rpc/outcome.ts';
import { listingOf } from './listing.ts';

/**
 * waiting, running: a task of a domain. finalising: the aggregator's own last step of a request. removing: objects that
 * are obsolete and still there. stuck: an open request in which nothing is due, which must not be.
 */
const STALLED_STATES = ['waiting', 'running', 'finalising', 'removing', 'stuck'] as const;
export const StalledState = z.enum(STALLED_STATES).meta({ id: 'GDPRStalledState' });
export type StalledState = z.infer<typeof StalledState>;

/** Work that has not got on for twice its lease, and why. Ids only. */
export const GdprStalledWork = z
  .object({
    /** Of the task, the request or the removal. */
    id: z.guid(),
    requestId: z.guid().optional(),
    /** `aggregator` for what no domain has to do. */
    domain: z.string(),
    state: StalledState,
    attempts: z.int(),
    lastProgressDate: z.iso.datetime(),
    nextAttemptDate: z.iso.datetime().optional(),
    reason: Reason,
    /** The tasks of the request. */
    tasksUri: z.string().optional(),
  })
  .meta({ id: 'GDPRStalledWork' });
export type GdprStalledWork = z.infer<typeof GdprStalledWork>;

export const GdprStalledListing = listingOf(GdprStalledWork, 'GDPRStalledWorkEntityListing');
