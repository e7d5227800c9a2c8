import type { DoneOutcome, Task, TaskVerb } from '@lethe/contracts';
import { committing } from '@lethe/platform/failpoints';
import { onlyErasure } from './erasure-lock.ts';
import { noteStrays, removeFiles, surveyFiles, type FileSurvey } from './files/erase-files.ts';
import { once } from './inbox.ts';
import { holdOffReindex } from './reindex/reindex-lock.ts';
import type { Engine } from './engine.ts';
import { VerificationFailed } from './verification-failed.ts';
import { checkRectified, type Rectified } from './verbs/check-rectified.ts';
import { erase } from './verbs/erase.ts';
import { exportSubject } from './verbs/export.ts';
import { ask, locate } from './verbs/locate.ts';
import { rectify } from './verbs/rectify.ts';
import { runWith, type Run } from './verbs/run.ts';

/**
 * Does tasks of one organisation; all but an export in one transaction, so all of them or none. One outcome for each.
 */
export const doTasks: Record<TaskVerb, (engine: Engine, tasks: Task[]) => Promise<DoneOutcome[]>> = {
  locate: ({ store, secrets }, tasks) =>
    store.run(contextOf(tasks), (run) =>
      atOnce(tasks, async (task) =>
        locate(run, store.locateSql, await ask(run, { model: store.model, task, secrets })),
      ),
    ),
  rectify: rectifyAll,
  erase: eraseAll,
  check: checkAll,
  export: ({ store, storage, secrets }, tasks) =>
    Promise.all(tasks.map((task) => exportSubject(store, storage, task, secrets))),
};

const contextOf = ([task]: Task[]) => task!.context;

async function inTurn(tasks: Task[], work: (task: Task) => Promise<DoneOutcome>): Promise<DoneOutcome[]> {
  const outcomes: DoneOutcome[] = [];
  for (const task of tasks) outcomes.push(await work(task));
  return outcomes;
}

/** What only reads need not wait for its neighbours. All have ended when the transaction does. */
async function atOnce(tasks: Task[], work: (task: Task) => Promise<DoneOutcome>): Promise<DoneOutcome[]> {
  const settled = await Promise.allSettled(tasks.map(work));
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

function rectifyAll({ store, secrets }: Engine, tasks: Task[]): Promise<DoneOutcome[]> {
  return store.transaction(
    contextOf(tasks),
    (manager) =>
      inTurn(tasks, (task) => {
        manager.queryRunner!.data = { ...manager.queryRunner!.data, defaultCountry: task.context.defaultCountry };
        const run = runWith(manager);
        return once(run, 'rectify', task, async () => {
          const asked = await ask(run, { model: store.model, task, secrets }, { lock: true });
          return rectify(manager, store.locateSql, asked);
        }).then(sent);
      }),
    committing('rectify'),
  );
}

/** What only a check needs stays in the inbox: there may be much of it. */
const sent = ({ replaced: _replaced, planned: _planned, ...outcome }: Rectified): DoneOutcome => outcome;

async function eraseAll(engine: Engine, tasks: Task[]): Promise<DoneOutcome[]> {
  const surveys = await surveyFiles(engine, tasks);
  const outcomes = await engine.store.run(
    contextOf(tasks),
    async (run) => {
      await holdOffReindex(run);
      if (engine.erasesOneByOne) await onlyErasure(run);
      return inTurn(tasks, (task) => eraseOnce(engine, run, task, surveys.get(task.taskId)));
    },
    committing('erase'),
  );
  if (surveys.size === 0) return outcomes;
  // Of what was erased; and the store itself is asked whether they are gone (requirements D15).
  const files = await removeFiles(engine, tasks, surveys);
  if (files > 0) throw new VerificationFailed(files, 'files are left');
  return outcomes;
}

function eraseOnce(
  { store, secrets }: Engine,
  run: Run,
  task: Task,
  survey: FileSurvey | undefined,
): Promise<DoneOutcome> {
  return once(run, 'erase', task, async () => {
    if (survey !== undefined) await noteStrays(run, task, survey.strays);
    const asked = await ask(run, { model: store.model, task, secrets }, { lock: true });
    const outcome = await erase(run, { locate: store.locateSql, erase: store.eraseSql }, asked);
    return { ...outcome, warnings: [...outcome.warnings, ...(survey?.warnings ?? [])] };
  });
}

/**
 * What is there after the last change of all domains (requirements D26), on another pool and in another transaction
 * than the change: an erasure must have left nothing, a correction must stand.
 */
function checkAll({ store, secrets }: Engine, tasks: Task[]): Promise<DoneOutcome[]> {
  return store.check(contextOf(tasks), (run) =>
    atOnce(tasks, async (task) => {
      const asked = await ask(run, { model: store.model, task, secrets });
      const outcome = await locate(run, store.locateSql, asked);
      if ((task.replacementTerms ?? []).length > 0) await checkRectified(run, asked);
      return outcome;
    }),
  );
}
