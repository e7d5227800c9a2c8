import type { DoneOutcome, Reason } from '@lethe/contracts';
import type { ClaimedTask } from './claim-tasks.ts';

/**
  | { kind: 'skipped'; reason: Reason; outcome?: DoneOutcome }
  | { kind: 'failed' | 'refused' | 'away' | 'lost' | 'unanswered'; reason: Reason }
 * lost: the call that it was part of was never answered or could not be understood; it is repeated alone, in case it is
 * the cause. unanswered: a suspect (claim-tasks.ts) was not answered by a domain that had just given a sign of life;
 * the attempt counts.
 */
export type Result = { task: ClaimedTask } & (
  | { kind: 'done'; outcome: DoneOutcome }
  | { kind: 'skipped'; reason: Reason; outcome?: DoneOutcome }
  | { kind: 'failed' | 'refused' | 'away' | 'lost' | 'unanswered'; reason: Reason }
);
