import type { RequestType } from '@lethe/contracts';
import type { Result } from '../../src/dispatch/result.ts';
import type { SeenTask } from './looks.ts';
import { ATTEMPTS, RETRY } from './system.ts';

export type Due = { from: number; to: number } | undefined;
export const exactly = (seconds: number): Due => ({ from: seconds, to: seconds });
const within = (longest: number): Due => ({ from: longest / 2, to: longest });

export interface ExpectedTask extends Omit<SeenTask, 'due'> {
  due: Due;
  delays: number;
}

export interface ExpectedRequest {
  id: string;
  type: RequestType;
  status: string;
  step: number;
  tasks: ExpectedTask[];
  createdAt: number;
  stepAt: number;
  workDue: Due;
  workFence: number;
  workLost: number;
  workAttempts: number;
  cleaned: boolean;
  round: number;
  returns: number;
  /** Ids that it acts on, and those that the step has brought. */
  ids: number;
  fresh: Set<string>;
  /** What sends it back: domains where a check found something, or an erasure somebody whom nobody had located. */
  left: Set<string>;
  asksSkipped: boolean;
  lasting?: string;
  personal?: string;
}

export const hasEnded = ({ status }: Pick<ExpectedRequest, 'status'>): boolean =>
  status === 'COMPLETED' || status === 'ERROR';

/** What an answer adds (steps.ts, `resultOf`). */
export function find(request: ExpectedRequest, { task, outcome }: Result & { kind: 'done' }): void {
  const { subjectIds, notLocated = [], located } = outcome;
  for (const { id } of [...subjectIds, ...notLocated]) request.fresh.add(id);
  if (task.verb === 'erase' && notLocated.length > 0) request.left.add(task.domain);
  if (
    task.verb === 'check' &&
    request.type === 'GDPR_DELETE' &&
    located.some(({ disposition }) => disposition === 'delete')
  )
    request.left.add(task.domain);
}

export function answer(task: ExpectedTask, { kind, task: claimed }: Result): void {
  if (kind === 'done' || kind === 'skipped') {
    Object.assign(task, { state: kind, due: undefined, delays: 0 });
    // Of several erasures the first one's counts stand where they stood, the others' beside them.
    if (kind === 'done' && !(claimed.verb === 'erase' && task.outcomes['erase']))
      task.outcomes[claimed.verb] = claimed.fence;
  } else if (kind === 'away' || kind === 'lost') {
    Object.assign(task, {
      state: 'waiting',
      due: within(Math.min(RETRY * 2 ** Math.min(task.delays, 10), 5)),
      delays: task.delays + 1,
      lost: task.lost + (kind === 'lost' ? 1 : 0),
    });
  } else {
    const due = within(Math.min(RETRY * 2 ** task.attempts, 60));
    task.attempts++;
    Object.assign(task, {
      delays: 0,
      ...(task.attempts >= ATTEMPTS ? { state: 'parked', due: undefined } : { state: 'waiting', due }),
    });
  }
}

export function end(request: ExpectedRequest, status: 'COMPLETED' | 'ERROR'): void {
  Object.assign(request, { status, workDue: undefined });
}
