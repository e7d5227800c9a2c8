import { z } from 'zod';
import { EVENT_TYPES } from './event-view.ts';

/** Of the wire contract; Lethe holds none of them. */
const OTHER_EVENTS = ['OutcomeAchievedEvent', 'SegmentAssignmentEvent', 'WebActionEvent'].map(
  (name) => `com.genesys.journey.${name}`,
);

/** `after` is the id of the last entity of the page before. */
const cursor = (mostAtOnce: number) => ({
  pageSize: z.coerce.number().int().min(1).max(mostAtOnce).default(25),
  after: z.guid().optional(),
});

/** `includeMerged` is accepted and ignored: which contacts are one person only their own service knows. */
export const SessionsQuery = z.object({ ...cursor(200), includeMerged: z.stringbool().optional() });
export type SessionsQuery = z.output<typeof SessionsQuery>;

/** Kinds of events, separated by commas. */
export const EventsQuery = z.object({
  ...cursor(200),
  eventType: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum([...Object.values(EVENT_TYPES), ...OTHER_EVENTS])))
    .optional(),
});
export type EventsQuery = z.output<typeof EventsQuery>;
