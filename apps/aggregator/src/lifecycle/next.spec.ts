import { REQUEST_TYPES, TASK_STATES, type RequestType, type TaskState } from '@lethe/contracts';
import fc from 'fast-check';
import { isTerminal, next, type RequestState } from './next.ts';
import { PLAN, stepOf } from './plan.ts';

const state = (type: RequestType, step = 0): RequestState => ({ type, status: stepOf(type, step).status, step });

describe('next', () => {
  test('a request waits while a task waits or runs', () => {
    expect(next(state('GDPR_DELETE'), ['done', 'waiting'])).toEqual({ kind: 'wait' });
    expect(next(state('GDPR_DELETE'), ['parked', 'running'])).toEqual({ kind: 'wait' });
  });

  test('it goes on when every task is done or skipped', () => {
    expect(next({ ...state('GDPR_DELETE'), status: 'INITIATED' }, ['done', 'skipped'])).toEqual({
      kind: 'advance',
      step: 1,
    });
  });

  test('a parked search ends an erasure before anything is erased', () => {
    expect(next(state('GDPR_DELETE'), ['done', 'parked'])).toEqual({ kind: 'end', status: 'ERROR' });
  });

  test('where every domain is skipped only the own work is left', () => {
    expect(next(state('GDPR_EXPORT'), ['skipped'])).toEqual({ kind: 'advance', step: 2 });
  });

  test('a request without tasks never ends', () => {
    expect(next(state('GDPR_UPDATE'), [])).toEqual({ kind: 'wait' });
  });

  test('every plan ends with work of the aggregator itself', () => {
    for (const type of REQUEST_TYPES)
      expect(PLAN[type].findIndex(({ verb }) => verb === undefined)).toBe(PLAN[type].length - 1);
  });
});

describe('next, whatever happens', () => {
  const type = fc.constantFrom(...REQUEST_TYPES);
  const states = fc.array(fc.constantFrom(...TASK_STATES), { minLength: 1, maxLength: 6 });

  test('terminal is terminal', () => {
    fc.assert(
      fc.property(
        type,
        fc.constantFrom('COMPLETED' as const, 'ERROR' as const),
        fc.nat(2),
        states,
        fc.boolean(),
        (requestType, status, step, tasks, ownWorkDone) => {
          expect(
            next({ type: requestType, status, step: step % PLAN[requestType].length, ownWorkDone }, tasks),
          ).toEqual({ kind: 'wait' });
        },
      ),
    );
  });

  test('there is always a way out, and COMPLETED means that every domain has done every step', () => {
    // Each entry lets one task that waits or runs end in one way, or begin.
    const events = fc.array(
      fc.record({ task: fc.nat(5), state: fc.constantFrom<TaskState>('running', 'waiting', 'done', 'parked') }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(type, states, events, (requestType, first, happenings) =>
        expectHonestEnd(requestType, first, happenings),
      ),
    );
  });
});

function expectHonestEnd(
  type: RequestType,
  first: TaskState[],
  happenings: { task: number; state: TaskState }[],
): void {
  let request: RequestState = { ...state(type), status: 'INITIATED' };
  let tasks: TaskState[] = first.map((task) => (task === 'skipped' ? 'skipped' : 'waiting'));
  const done = tasks.map(() => 0);
  const step = () => {
    const following = next(request, tasks);
    if (following.kind === 'end') request = { ...request, status: following.status };
    if (following.kind !== 'advance') return;
    expect(tasks.every((task) => task === 'done' || task === 'skipped')).toBe(true);
    request = { type, step: following.step, status: stepOf(type, following.step).status };
    if (stepOf(type, request.step).verb !== undefined)
      tasks = tasks.map((task) => (task === 'done' ? 'waiting' : task));
  };
  const happen = (index: number, to: TaskState) => {
    if (tasks[index] !== 'waiting' && tasks[index] !== 'running') return;
    tasks[index] = to;
    if (to === 'done') done[index]!++;
    step();
  };
  step();
  for (const { task, state: to } of happenings) happen(task % tasks.length, to);
  // The timers: every task that is out comes back, then the own work.
  for (let round = 0; round < 10 && !isTerminal(request.status); round++) {
    tasks.forEach((_, index) => happen(index, 'done'));
    if (stepOf(type, request.step).verb === undefined) {
      request = { ...request, ownWorkDone: true };
      step();
    }
  }
  expect(isTerminal(request.status)).toBe(true);
  const steps = PLAN[type].filter(({ verb }) => verb !== undefined).length;
  if (request.status === 'COMPLETED')
    tasks.forEach((task, index) => expect(task === 'skipped' || done[index] === steps).toBe(true));
  if (request.status === 'ERROR') expect(tasks).toContain('parked');
}
