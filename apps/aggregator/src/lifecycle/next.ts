import type { Reason, RequestStatus, RequestType, TaskState, TaskVerb } from '@lethe/contracts';
import { PLAN, stepOf } from './plan.ts';

/** The step is not the last of its kind (D23, D26): its verb, or an earlier one, comes again, or the request gives up. */
export type Back = { verb: TaskVerb } | { reason: Reason };

export interface RequestState {
  type: RequestType;
  status: RequestStatus;
  step: number;
  /** The aggregator's own work of this step is done. */
  ownWorkDone?: boolean;
  back?: Back;
}

export type Next =
  | { kind: 'wait' }
  | { kind: 'advance'; step: number }
  | { kind: 'end'; status: 'COMPLETED' | 'ERROR'; reason?: Reason };

const WAIT: Next = { kind: 'wait' };

export const isTerminal = (status: RequestStatus): boolean => status === 'COMPLETED' || status === 'ERROR';

/**
 * What follows for a request, given the states of all its tasks. It leaves a step only when every task has: a parked
 * task lets the others finish the step they are in and ends the request there, so that a domain that could not search
 * lets no other erase.
 */
export function next(request: RequestState, tasks: readonly TaskState[]): Next {
  const { type, status, step, ownWorkDone, back } = request;
  if (isTerminal(status)) return WAIT;
  if (stepOf(type, step).verb === undefined) return ownWorkDone ? { kind: 'end', status: 'COMPLETED' } : WAIT;
  if (tasks.length === 0 || tasks.some((state) => state === 'waiting' || state === 'running')) return WAIT;
  if (tasks.includes('parked')) return { kind: 'end', status: 'ERROR' };
  if (back !== undefined) {
    if ('reason' in back) return { kind: 'end', status: 'ERROR', reason: back.reason };
    return { kind: 'advance', step: PLAN[type].findIndex(({ verb }) => verb === back.verb) };
  }
  // With nobody to ask there is no answer that could lead out of a further step.
  const isNobodyAsked = tasks.every((state) => state === 'skipped');
  return { kind: 'advance', step: isNobodyAsked ? PLAN[type].length - 1 : step + 1 };
}
