import { z } from 'zod';
import { Ambiguous, Change, Located, Reason, Warning } from '../rpc/outcome.ts';
import { RequestStatus, RequestType } from './request.ts';
import { listingOf } from './listing.ts';
import { GdprSubject } from './subject.ts';

/**
 * waiting: due or waiting for its domain; running: leased; done: answered in this phase; skipped: the domain is not
 * asked (requirements D8); parked: gave up after bounded attempts, an operator may retry it.
 */
export const TASK_STATES = ['waiting', 'running', 'done', 'skipped', 'parked'] as const;
export const TaskState = z.enum(TASK_STATES).meta({ id: 'GDPRTaskState' });
export type TaskState = z.infer<typeof TaskState>;

/** Body of a POST /api/v2/gdpr/requests that reaches what another request did not. */
const FurtherRequest = z.object({ requestType: RequestType, subject: GdprSubject }).meta({ id: 'GDPRFurtherRequest' });
export type FurtherRequest = z.infer<typeof FurtherRequest>;

/** Optional, because an aggregator of an earlier version does not say it. */
const wayToReach = {
  advice: z.string().optional().describe('What to do about it, in words'),
  requests: z
    .array(FurtherRequest)
    .optional()
    .describe(
      'Bodies of POST /api/v2/gdpr/requests that the advice is about, with ids only; none when no request reaches it',
    ),
};

/** A record left alone because it may be somebody else's (requirements D9). */
export const AmbiguousRecord = Ambiguous.extend(wayToReach).meta({ id: 'GDPRAmbiguousRecord' });
export type AmbiguousRecord = z.infer<typeof AmbiguousRecord>;

/** Records that carry an id which the request acts on elsewhere (requirements D25). */
export const LeftBehind = z
  .object({ subject: GdprSubject, recordType: z.string(), records: z.int(), reason: Reason.optional(), ...wayToReach })
  .meta({ id: 'GDPRLeftBehind' });
export type LeftBehind = z.infer<typeof LeftBehind>;

/** Records of the person that an erasure keeps, with the ground. */
export const RetainedRecords = z
  .object({ recordType: z.string(), records: z.int(), ground: z.string().optional(), reason: Reason, ...wayToReach })
  .meta({ id: 'GDPRRetainedRecords' });
export type RetainedRecords = z.infer<typeof RetainedRecords>;

/** One round of the search (requirements D23). */
const ClosureRound = z.object({ round: z.int(), subjects: z.array(GdprSubject) }).meta({ id: 'GDPRClosureRound' });

/** One domain's part of a request (extension, requirements D17). */
export const GdprTask = z
  .object({
    id: z.guid(),
    domain: z.string(),
    phase: RequestStatus,
    state: TaskState,
    attempts: z.int(),
    /** What was found, by record type and disposition. */
    located: z.array(Located),
    /** What was done, by record type, disposition and field. */
    counts: z.array(Change),
    ambiguous: z
      .array(AmbiguousRecord)
      .describe(
        'Records with an identifier of the person that were left alone: they may be of somebody else, or duplicates',
      ),
    warnings: z.array(Warning),
    leftBehind: z
      .array(LeftBehind)
      .optional()
      .describe(
        'Of a service that is asked by id only, when the request names none: what it holds under the ids that were found',
      ),
    retained: z
      .array(RetainedRecords)
      .optional()
      .describe('Records of the person that an erasure keeps, each with the ground'),
    reasons: z.array(Reason),
    createdDate: z.iso.datetime(),
    startedDate: z.iso.datetime().optional(),
    finishedDate: z.iso.datetime().optional(),
    nextAttemptDate: z.iso.datetime().optional(),
    /** When it last got on: became due in this phase, gave a sign of life, or finished. */
    lastProgressDate: z.iso.datetime().optional(),
    /** Present when it has not got on for twice its lease: why. */
    stalled: Reason.optional(),
    selfUri: z.string(),
  })
  .meta({ id: 'GDPRTask' });
export type GdprTask = z.infer<typeof GdprTask>;

export const GdprTaskListing = listingOf(GdprTask, 'GDPRTaskEntityListing')
  .extend({
    requestId: z.guid(),
    requestType: RequestType,
    status: RequestStatus,
    createdDate: z.iso.datetime(),
    completedDate: z.iso.datetime().optional(),
    /** Legal deadline (requirements R80, R81, D16). */
    dueDate: z.iso.datetime(),
    dueSoon: z.boolean(),
    overdue: z.boolean(),
    rounds: z
      .array(ClosureRound)
      .optional()
      .describe('Ids of the same person that each round of the search added to the request'),
    reasons: z
      .array(Reason)
      .optional()
      .describe('Why the request as a whole waits or failed; the reasons of one service are on its task'),
    /** The request that an operator's retry started after this one had ended in ERROR. */
    retriedAs: z.array(z.guid()),
  })
  .meta({ id: 'GDPRTaskEntityListing' });
export type GdprTaskListing = z.infer<typeof GdprTaskListing>;
