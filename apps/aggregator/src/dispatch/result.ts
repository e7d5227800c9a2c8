import type { DoneOutcome, Reason } from '@lethe/contracts';
import type { ClaimedTask } from './claim-tasks.ts';

/**
 * done, skipped: left the step. failed: the attempt counts. away: repeat later, nothing is wrong with the task.
 * refused: no repetition can mend it; the task is parked at once.
 * lost: the call that it was part of was never answered or could not be understood; it is repeated alone, in case it is
 * the cause. unanswered: a suspect (claim-tasks.ts) was not answered by a domain that had just given a sign of life;
 * the attempt counts.
 */
export type Result = { task: ClaimedTask } & (
  | { kind: 'done'; outcome: DoneOutcome }
  | { kind: 'skipped' | 'failed' | 'refused' | 'away' | 'lost' | 'unanswered'; reason: Reason }
);
