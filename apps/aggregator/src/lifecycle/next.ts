import type { RequestStatus, RequestType, TaskState } from '@lethe/contracts';
import { PLAN, stepOf } from './plan.ts';

export interface RequestState {
  type: RequestType;
  status: RequestStatus;
  step: number;
  /** The aggregator's own work of this step is done. */
  ownWorkDone?: boolean;
}

export type Next =
  { kind: 'wait' } | { kind: 'advance'; step: number } | { kind: 'end'; status: 'COMPLETED' | 'ERROR' };

const WAIT: Next = { kind: 'wait' };

export const isTerminal = (status: RequestStatus): boolean => status === 'COMPLETED' || status === 'ERROR';

/**
 * What follows for a request, given the states of all its tasks. It leaves a step only when every task has: a parked
 * task lets the others finish the step they are in and ends the request there, so that a domain that could not search
 * lets no other erase.
 */
export function next(request: RequestState, tasks: readonly TaskState[]): Next {
  if (isTerminal(request.status)) return WAIT;
  if (stepOf(request.type, request.step).verb === undefined)
    return request.ownWorkDone ? { kind: 'end', status: 'COMPLETED' } : WAIT;
  if (tasks.length === 0 || tasks.some((state) => state === 'waiting' || state === 'running')) return WAIT;
  if (tasks.includes('parked')) return { kind: 'end', status: 'ERROR' };
  // With nobody to ask there is no answer that could lead out of a further step.
  const isNobodyAsked = tasks.every((state) => state === 'skipped');
  return { kind: 'advance', step: isNobodyAsked ? PLAN[request.type].length - 1 : request.step + 1 };
}
