import { SUBJECTS, type Outcome, type Task, type TaskVerb } from '@lethe/contracts';
import { isAway } from '@lethe/platform';
import { StorageError } from '@lethe/storage';
import { doTasks } from './do-tasks.ts';
import type { Engine } from './engine.ts';
import { orHandBack } from './hand-back.ts';
import { TaskRefused } from './inbox.ts';
import { sqlStateOf } from './sql-state.ts';
import { VerificationFailed } from './verification-failed.ts';
import { refusedByStore } from './verbs/refused-by-store.ts';

/**
 * Runs a batch of tasks, which share one transaction per organisation; when that fails, one by one, so that one
 * poisonous task does not fail its neighbours. One outcome per task, in order.
 */
export async function runTasks(engine: Engine, verb: TaskVerb, tasks: Task[]): Promise<Outcome[]> {
  const progress = setInterval(() => reportProgress(engine, tasks), engine.progressMs);
  try {
    const work = runAll(engine, verb, tasks);
    return await (engine.stopping === undefined ? work : orHandBack(tasks, work, engine.stopping));
  } finally {
    clearInterval(progress);
  }
}

async function runAll(engine: Engine, verb: TaskVerb, tasks: Task[]): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  for (const batch of byOrganisation(tasks)) {
    for (const outcome of await runBatch(engine, verb, batch)) outcomes.set(outcome.taskId, outcome);
  }
  return tasks.map((task) => outcomes.get(task.taskId)!);
}

function byOrganisation(tasks: Task[]): Task[][] {
  return Object.values(Object.groupBy(tasks, (task) => task.context.organisationId)).map((batch) => batch!);
}

async function runBatch(engine: Engine, verb: TaskVerb, tasks: Task[]): Promise<Outcome[]> {
  if (tasks.length > 1 && verb !== 'export') {
    try {
      return await doTasks[verb](engine, tasks);
    } catch {
      // One of them failed and took the transaction with it: find out which.
    }
  }
  const outcomes: Outcome[] = [];
  for (const task of tasks)
    outcomes.push(
      ...(await doTasks[verb](engine, [task]).catch((error: unknown) => [failed(engine, verb, task, error)])),
    );
  return outcomes;
}

function failed(engine: Engine, verb: TaskVerb, task: Task, error: unknown): Outcome {
  const away = isAway(error) || isStorageAway(error);
  const ids = {
    verb,
    taskId: task.taskId,
    requestId: task.requestId,
    organisationId: task.context.organisationId,
    correlationId: task.context.correlationId,
  };
  engine.logger.error(away ? 'task put off' : 'task failed', error, ids);
  const refusal = verb === 'rectify' ? refusedByStore(error) : undefined;
  if (refusal !== undefined)
    return { taskId: task.taskId, status: 'failed', away: false, final: true, reason: refusal };
  return { taskId: task.taskId, status: 'failed', away, reason: reasonOf(error, away) };
}

/** A code and a text of ours; a foreign error's own message may quote a row. */
function reasonOf(error: unknown, away: boolean): { code: string; message: string } {
  if (isStorageAway(error))
    return { code: 'storage.away', message: 'The storage of files does not answer or is full.' };
  if (away) return { code: 'store.away', message: 'The store of the domain is away.' };
  if (error instanceof TaskRefused) return { code: error.code, message: error.message };
  if (error instanceof VerificationFailed) return { code: 'verification.failed', message: error.message };
  const sqlState = sqlStateOf(error);
  return {
    code: 'task.failed',
    message:
      sqlState === undefined
        ? 'The domain failed; its log has the place.'
        : `The domain failed with SQLSTATE ${sqlState}.`,
  };
}

const isStorageAway = (error: unknown): boolean =>
  error instanceof StorageError && (error.code === 'unavailable' || error.code === 'full');

function reportProgress({ messaging }: Engine, tasks: Task[]): void {
  for (const { taskId, fence, context } of tasks)
    messaging.emit(SUBJECTS.aggregator.progress, { organisationId: context.organisationId, taskId, fence });
}
