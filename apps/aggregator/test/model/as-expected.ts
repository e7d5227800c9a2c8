import { exactly, hasEnded, type Due, type ExpectedRequest } from './expected-request.ts';
import { VERBS } from './expected.ts';
import type { Seen } from './looks.ts';

/** Compares, takes over what chance decided within its bounds, and holds what must be true of any state. */
export function assertAsExpected(request: ExpectedRequest, seen: Seen): void {
  const told = (what: string, is: unknown, must: unknown) => {
    if (is !== must) throw new Error(`${what} is ${String(is)} and must be ${String(must)}.`);
  };
  told('The status', seen.status, request.status);
  told('The step', seen.step, request.step);
  told('The fence of the last step', seen.work_fence, request.workFence);
  told('Cleaned', seen.cleaned, request.cleaned);
  request.workDue = observed('The last step', seen.work_due, request.workDue);
  for (const [i, task] of request.tasks.entries()) {
    const { due, outcomes, ...rest } = seen.tasks[i]!;
    for (const field of ['id', 'state', 'step', 'attempts', 'lost', 'fence', 'round'] as const)
      told(`${task.domain}: ${field}`, rest[field], task[field]);
    told(
      `${task.domain}: outcomes`,
      JSON.stringify(Object.entries(outcomes).sort()),
      JSON.stringify(Object.entries(task.outcomes).sort()),
    );
    task.due = observed(task.domain, due, task.due);
  }
  assertAlways(request, seen);
}

function observed(what: string, is: number | null, must: Due): Due {
  if (
    (is === null) !== (must === undefined) ||
    (is !== null && must && (is < must.from - 0.001 || is > must.to + 0.001))
  ) {
    throw new Error(
      `${what} is due in ${String(is)} s and must be in ${must ? `${must.from} to ${must.to} s` : 'never'}.`,
    );
  }
  return is === null ? undefined : exactly(is);
}

function assertAllAnswered({ type, tasks }: Seen): void {
  for (const { domain, state, outcomes } of tasks) {
    const missing = VERBS[type].find((verb) => outcomes[verb] === undefined);
    if (state !== 'skipped' && (state !== 'done' || missing !== undefined))
      throw new Error(`COMPLETED without ${missing ?? 'the last answer'} of ${domain}.`);
  }
}

function assertAlways(request: ExpectedRequest, seen: Seen): void {
  const { tasks } = seen;
  if (!hasEnded(seen)) {
    if (seen.work_due === null && tasks.every(({ due }) => due === null))
      throw new Error('Nothing leads out of this state.');
    return;
  }
  if (seen.status === 'COMPLETED') assertAllAnswered(seen);
  if (seen.work_due !== null || tasks.some(({ due }) => due !== null))
    throw new Error('Something is due in a request that has ended.');
  if (request.lasting !== undefined && request.lasting !== seen.lasting)
    throw new Error('A request that had ended was changed.');
  if (request.personal !== undefined && request.personal !== seen.personal && !seen.cleaned)
    throw new Error('What an ended request says of the person was changed without an erasure.');
  Object.assign(request, { lasting: seen.lasting, personal: seen.personal });
}
