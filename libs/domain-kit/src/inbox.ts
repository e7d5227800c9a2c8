import { createHash } from 'node:crypto';
import type { DoneOutcome, Task, TaskVerb } from '@lethe/contracts';
import type { Run } from './verbs/run.ts';

/** The task was refused: a stale worker, or another body under the same id. Nothing was changed. */
export class TaskRefused extends Error {
  override readonly name = 'TaskRefused';
  constructor(
    readonly code: 'stale.fence' | 'task.mismatch',
    message: string,
  ) {
    super(message);
  }
}

interface InboxRow {
  fence: string;
  digest: string;
  outcome: DoneOutcome | null;
}

/**
 * Runs the effect of a task once: the inbox row and the effect are one transaction. A repetition gets the stored
 * outcome. A row of another transaction in flight blocks the insert until that one ends.
 * @throws TaskRefused
 */
export async function once(
  run: Run,
  verb: TaskVerb,
  task: Task,
  effect: () => Promise<DoneOutcome>,
): Promise<DoneOutcome> {
  const { organisationId } = task.context;
  const digest = digestOf(verb, task);
  const id = inboxId(verb, task);
  const inserted = await run(
    `insert into inbox (organisation_id, task_id, fence, digest) values ($1, $2, $3, $4) on conflict do nothing returning task_id`,
    [organisationId, id, task.fence, digest],
  );
  if (inserted.length === 0) return repeated(run, task, id, digest);
  const outcome = withoutPersonalData(await effect());
  await run(`update inbox set outcome = $3 where organisation_id = $1 and task_id = $2`, [
    organisationId,
    id,
    JSON.stringify(outcome),
  ]);
  return outcome;
}

/**
 * The inbox outlives the person: what an outcome says of identifiers and names is never kept, and not answered either,
 * or a repetition would answer less. The next `locate` says it.
 */
function withoutPersonalData({ keys: _keys, names: _names, carriers: _carriers, ...kept }: DoneOutcome): DoneOutcome {
  return kept;
}

async function repeated(run: Run, task: Task, id: string, digest: string): Promise<DoneOutcome> {
  const values = [task.context.organisationId, id];
  const [row] = await run<InboxRow>(
    `select fence, digest, outcome from inbox where organisation_id = $1 and task_id = $2 for update`,
    values,
  );
  if (row === undefined || row.outcome === null) throw new Error('an inbox row without outcome was committed');
  if (row.digest !== digest) throw new TaskRefused('task.mismatch', 'A task with this id was done with another body.');
  if (task.fence < Number(row.fence)) throw new TaskRefused('stale.fence', 'A newer worker has done this task.');
  await run(`update inbox set fence = $3 where organisation_id = $1 and task_id = $2`, [...values, task.fence]);
  return row.outcome;
}

/**
 * An erasure is done once in each round (requirements D23, D26): a further round has a row of its own, whose id is made
 * of task and round.
 */
function inboxId(verb: TaskVerb, { taskId, round = 1 }: Task): string {
  if (verb !== 'erase' || round === 1) return taskId;
  const hex = createHash('sha256').update(`${taskId} ${round}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/**
 * What makes two bodies the same: everything but the fence and what only traces the call. Equal in every version, or a
 * task that one version has done is refused by the next: a field that is added to a subject counts only where it has a
 * value.
 */
export function digestOf(verb: TaskVerb, task: Task): string {
  const { requestId, subject, replacementTerms = [] } = task;
  return createHash('sha256')
    .update(JSON.stringify([verb, requestId, task.context.organisationId, subject, replacementTerms]))
    .digest('base64url');
}
