import { SUBJECTS, type DoneOutcome, type Outcome, type Task, type TaskVerb } from '@lethe/contracts';
import type { MessagingClient } from '@lethe/messaging';
import { inTenantOnPool } from '@lethe/persistence';
import { isAway, type Logger } from '@lethe/platform';
import { committing } from '@lethe/platform/failpoints';
import { StorageError, type Storage } from '@lethe/storage';
import type { EntityManager } from 'typeorm';
import type { DomainStore } from './domain-store.ts';
import { hasFiles, noteStrays, removeFiles, surveyFiles, type FileSurvey } from './files/erase-files.ts';
import { onlyErasure } from './erasure-lock.ts';
import { orHandBack } from './hand-back.ts';
import { once, TaskRefused } from './inbox.ts';
import { holdOffReindex } from './reindex/reindex-lock.ts';
import { VerificationFailed } from './verification-failed.ts';
import { checkRectified, type Rectified } from './verbs/check-rectified.ts';
import { erase } from './verbs/erase.ts';
import { exportSubject } from './verbs/export.ts';
import { ask, locate, type EngineSecrets } from './verbs/locate.ts';
import type { Run } from './verbs/run.ts';
import { rectify } from './verbs/rectify.ts';
import { refusedByStore } from './verbs/refused-by-store.ts';

export interface Engine {
  /** Of the domain. */
  name: string;
  /** The definition's `erasesOneByOne`. */
  erasesOneByOne?: boolean;
  store: DomainStore;
  storage: Storage;
  secrets: EngineSecrets;
  messaging: MessagingClient;
  /** How often a task in work says so: the aggregator misses two signs before it asks again (LETHE_REPLY_SECONDS). */
  progressMs: number;
  logger: Logger;
  /** Aborted when tasks in work have to be handed back, because the service stops. */
  stopping?: AbortSignal;
}

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
      return await attempt(engine, verb, tasks);
    } catch {
      // One of them failed and took the transaction with it: find out which.
    }
  }
  const outcomes: Outcome[] = [];
  for (const task of tasks)
    outcomes.push(
      ...(await attempt(engine, verb, [task]).catch((error: unknown) => [failed(engine, verb, task, error)])),
    );
  return outcomes;
}

async function attempt(engine: Engine, verb: TaskVerb, tasks: Task[]): Promise<DoneOutcome[]> {
  const { store, storage, secrets } = engine;
  if (verb === 'check') return checkAll(engine, tasks);
  if (verb === 'export') return Promise.all(tasks.map((task) => exportSubject(store, storage, task, secrets)));
  const surveys = new Map<string, FileSurvey>();
  if (verb === 'erase' && hasFiles(store.model))
    for (const task of tasks) surveys.set(task.taskId, await surveyFiles(engine, task));
  const outcomes = await store.transaction(
    tasks[0]!.context,
    async (manager) => {
      const done: DoneOutcome[] = [];
      for (const task of tasks) {
        manager.queryRunner!.data = { ...manager.queryRunner!.data, defaultCountry: task.context.defaultCountry };
        done.push(await effect(engine, manager, { verb, task, survey: surveys.get(task.taskId) }));
      }
      return done;
    },
    committing(verb),
  );
  if (verb === 'erase') await removeAll(engine, tasks, surveys);
  return outcomes;
}

/** What only a check needs stays in the inbox: there may be much of it. */
const sent = ({ replaced: _replaced, planned: _planned, ...outcome }: Rectified): DoneOutcome => outcome;

/**
 * What is there after the last change of all domains (requirements D26), on another pool and in another transaction
 * than the change: an erasure must have left nothing, a correction must stand.
 */
async function checkAll({ store, secrets }: Engine, tasks: Task[]): Promise<DoneOutcome[]> {
  return inTenantOnPool(store.verifyPool, tasks[0]!.context.organisationId, async (client) => {
    const run: Run = async (text, values) => (await client.query(text, values)).rows as never[];
    const outcomes: DoneOutcome[] = [];
    for (const task of tasks) {
      const asked = await ask(run, { model: store.model, task, secrets });
      outcomes.push(await locate(run, store.locateSql, asked));
      if ((task.replacementTerms ?? []).length > 0) await checkRectified(run, asked);
    }
    return outcomes;
  });
}

function effect(
  { store, secrets, erasesOneByOne }: Engine,
  manager: EntityManager,
  { verb, task, survey }: { verb: Exclude<TaskVerb, 'export' | 'check'>; task: Task; survey?: FileSurvey },
): Promise<DoneOutcome> {
  const run: Run = (sql, values) => manager.query(sql, values);
  const sql = { locate: store.locateSql, erase: store.eraseSql };
  const asked = (lock = false) => ask(run, { model: store.model, task, secrets }, { lock });
  switch (verb) {
    case 'locate':
      return asked().then((one) => locate(run, sql.locate, one));
    case 'rectify':
      return once(manager, verb, task, async () => rectify(manager, sql.locate, await asked(true))).then(sent);
    case 'erase':
      return once(manager, verb, task, async () => {
        await holdOffReindex(manager);
        if (erasesOneByOne) await onlyErasure(manager);
        if (survey !== undefined) await noteStrays(manager, task, survey.strays);
        const outcome = await erase(run, sql, await asked(true));
        return { ...outcome, warnings: [...outcome.warnings, ...(survey?.warnings ?? [])] };
      });
  }
}

/** Removes the files of what was erased, and asks the store itself whether they are gone (requirements D15). */
async function removeAll({ store, storage }: Engine, tasks: Task[], surveys: Map<string, FileSurvey>): Promise<void> {
  for (const task of tasks) {
    const survey = surveys.get(task.taskId);
    if (survey === undefined) continue;
    const files = await removeFiles(store, storage, task, survey.folders);
    if (files > 0) throw new VerificationFailed(files, 'files are left');
  }
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
  const sqlState = (error as { code?: unknown; driverError?: { code?: unknown } } | undefined)?.driverError?.code;
  return {
    code: 'task.failed',
    message:
      typeof sqlState === 'string'
        ? `The domain failed with SQLSTATE ${sqlState}.`
        : 'The domain failed; its log has the place.',
  };
}

const isStorageAway = (error: unknown): boolean =>
  error instanceof StorageError && (error.code === 'unavailable' || error.code === 'full');

function reportProgress({ messaging }: Engine, tasks: Task[]): void {
  for (const { taskId, fence, context } of tasks)
    messaging.emit(SUBJECTS.aggregator.progress, { organisationId: context.organisationId, taskId, fence });
}
