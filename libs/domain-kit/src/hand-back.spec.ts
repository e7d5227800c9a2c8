import type { Outcome, Task } from '@lethe/contracts';
import { orHandBack } from './hand-back.ts';

const tasks = ['one', 'two'].map((taskId) => ({ taskId }) as Task);
const outcomes = tasks.map(({ taskId }) => ({ taskId, status: 'done' }) as Outcome);

describe('tasks of a service that stops', () => {
  it('are answered when they are done', async () => {
    expect(await orHandBack(tasks, Promise.resolve(outcomes), new AbortController().signal)).toEqual(outcomes);
  });

  it('are handed back when they are not: no attempt is counted, and they are due again', async () => {
    const stopping = new AbortController();
    const answered = orHandBack(tasks, new Promise(() => undefined), stopping.signal);
    stopping.abort();
    expect(await answered).toEqual(
      tasks.map(({ taskId }) => ({
        taskId,
        status: 'failed',
        away: true,
        reason: { code: 'domain.stopped', message: expect.any(String) },
      })),
    );
  });
});
