import type { RequestStatus, RequestType, TaskVerb } from '@lethe/contracts';

/** One barrier of a request: all its tasks run `verb`; without a verb it is the aggregator's own work. */
export interface Step {
  status: RequestStatus;
  verb?: TaskVerb;
}

const SEARCH: Step = { status: 'SEARCHING', verb: 'locate' };
const FINALIZE: Step = { status: 'FINALIZING' };

/**
 * The steps of each request type, in order; the last one is always the aggregator's own and ends in COMPLETED. A
 * request may go back to an earlier step (next.ts).
 */
export const PLAN: Record<RequestType, readonly Step[]> = {
  GDPR_GET: [SEARCH, FINALIZE],
  GDPR_EXPORT: [SEARCH, { status: 'FINALIZING', verb: 'export' }, FINALIZE],
  GDPR_UPDATE: [SEARCH, { status: 'UPDATING', verb: 'rectify' }, { status: 'UPDATING', verb: 'check' }, FINALIZE],
  GDPR_DELETE: [SEARCH, { status: 'DELETING', verb: 'erase' }, { status: 'DELETING', verb: 'check' }, FINALIZE],
};

export const hasArchive = (type: RequestType): boolean => type === 'GDPR_EXPORT' || type === 'GDPR_GET';

export function stepOf(type: RequestType, step: number): Step {
  const found = PLAN[type][step];
  if (found === undefined) throw new Error(`${type} has no step ${step}.`);
  return found;
}
