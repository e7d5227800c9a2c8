import type { Outcome, Task } from '@lethe/contracts';

const STOPPED = {
  code: 'domain.stopped',
  message: 'A process of the domain was stopped while it worked on this; another one does it.',
};

/**
 * The outcomes of `work`, or, when the service has to stop before, outcomes by which the tasks are due again at once:
 * without a reply they would wait for their lease. What gets done nevertheless is in the inbox, so that a repetition
 * finds it.
 */
export async function orHandBack(tasks: Task[], work: Promise<Outcome[]>, stopping: AbortSignal): Promise<Outcome[]> {
  const ended = new AbortController();
  const stopped = new Promise<Outcome[]>((resolve) => {
    stopping.addEventListener(
      'abort',
      () => resolve(tasks.map(({ taskId }) => ({ taskId, status: 'failed', away: true, reason: STOPPED }))),
      { once: true, signal: ended.signal },
    );
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    ended.abort();
  }
}
