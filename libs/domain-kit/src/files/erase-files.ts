import type { Task, Warning } from '@lethe/contracts';
import { step } from '@lethe/platform/failpoints';
import { location, type Storage } from '@lethe/storage';
import type { DomainStore } from '../domain-store.ts';
import type { DomainModel, RecordType } from '../model/domain-model.ts';
import { CERTAIN, targetCtes, targets } from '../sql/target-sql.ts';
import { ask, valuesOf, type EngineSecrets } from '../verbs/locate.ts';
import type { Run } from '../verbs/run.ts';

/** What the store holds of a subject's files, before they are erased. */
export interface FileSurvey {
  warnings: Warning[];
  /**
   * Locations of objects in the subject's folders that no record knows, those among them that are to be removed anyway.
   */
  strays: string[];
  folders: string[];
}

export const hasFiles = (model: DomainModel): boolean => model.recordTypes.some((type) => type.hasFile);

interface Surveyor {
  /** Of the domain. */
  name: string;
  store: DomainStore;
  storage: Storage;
  secrets: EngineSecrets;
}

/**
 * Asks the store, in no transaction: which files of the subjects are gone already, and which lie in their folders
 * without a record. By task; none in a domain without files.
 */
export async function surveyFiles(engine: Surveyor, tasks: readonly Task[]): Promise<Map<string, FileSurvey>> {
  const { store } = engine;
  const surveys = new Map<string, FileSurvey>();
  if (!hasFiles(store.model)) return surveys;
  const noted = await store.run(tasks[0]!.context, async (run) => {
    const files: Noted[] = [];
    for (const task of tasks) files.push(await notedFiles(run, engine, task));
    return files;
  });
  for (const [index, task] of tasks.entries()) surveys.set(task.taskId, await survey(engine, task, noted[index]!));
  return surveys;
}

/** What the records of a subject say of its files. */
interface Noted {
  locations: string[];
  folders: string[];
}

async function notedFiles(run: Run, { name, store, secrets }: Surveyor, task: Task): Promise<Noted> {
  const values = valuesOf(await ask(run, { model: store.model, task, secrets }));
  const [locations, folders] = await Promise.all([
    columnOf(run, FILES, store.model, values),
    columnOf(run, FOLDERS, store.model, values),
  ]);
  const { organisationId } = task.context;
  return { locations, folders: folders.map((folder) => location('files', name, organisationId, ...folder.split('/'))) };
}

async function survey({ store, storage }: Surveyor, task: Task, { locations, folders }: Noted): Promise<FileSurvey> {
  let missing = 0;
  for (const where of locations) if (!(await storage.exists(where))) missing += 1;
  const strays = await straysIn(store, storage, task, folders);
  const unexpected = strays.length - (await countNoted(store, task, strays));
  return {
    strays,
    folders,
    warnings: [
      ...warning(
        'file.missing',
        missing,
        'were gone from the storage before the erasure; their records are still erased',
      ),
      ...warning('file.without.record', unexpected, 'lay in the storage without a record; they were removed, too'),
    ],
  };
}

const warning = (code: string, files: number, what: string): Warning[] =>
  files === 0 ? [] : [{ code, message: `${files} files ${what}.` }];

/** How many of the locations are to be removed already: left by uploads that broke off or came twice. */
async function countNoted(store: DomainStore, task: Task, locations: readonly string[]): Promise<number> {
  if (locations.length === 0) return 0;
  const sql = 'select count(*)::int as noted from storage_removal where organisation_id = $1 and location = any($2)';
  const values = [task.context.organisationId, locations];
  return store.run(task.context, async (run) => (await run<{ noted: number }>(sql, values))[0]!.noted);
}

/** In the transaction of the erasure, so that a worker that dies forgets none. */
export async function noteStrays(run: Run, task: Task, strays: readonly string[]): Promise<void> {
  if (strays.length === 0) return;
  await run(
    `insert into storage_removal (organisation_id, location, task_id) select $1, l, $2 from unnest($3::text[]) l
     on conflict (organisation_id, location) do update set task_id = excluded.task_id, due_at = excluded.due_at`,
    [task.context.organisationId, task.taskId, strays],
  );
}

/**
 * Removes what the committed erasures noted, and answers how many objects the store itself still has afterwards
 * (requirements D15).
 */
export async function removeFiles(
  { store, storage }: Pick<Surveyor, 'store' | 'storage'>,
  tasks: readonly Task[],
  surveys: ReadonlyMap<string, FileSurvey>,
): Promise<number> {
  const [first] = tasks;
  const values = [first!.context.organisationId, tasks.map(({ taskId }) => taskId)];
  const rows = await store.run(first!.context, (run) =>
    run<{ location: string }>(
      'select location from storage_removal where organisation_id = $1 and task_id = any($2)',
      values,
    ),
  );
  const left: string[] = [];
  for (const { location: where } of rows) {
    await step('removeErasedFile', () => storage.delete(where));
    if (await storage.exists(where)) left.push(where);
  }
  const folders = [...surveys.values()].flatMap((one) => one.folders);
  left.push(...(await straysIn(store, storage, first!, folders)));
  if (left.length > 0 || rows.length === 0) return new Set(left).size;
  await store.run(
    first!.context,
    async (run) => {
      await run(
        'delete from storage_removal where organisation_id = $1 and task_id = any($2) and due_at <= lethe_now()',
        values,
      );
      await run('update storage_removal set task_id = null where organisation_id = $1 and task_id = any($2)', values);
    },
    'forgetErasedFiles',
  );
  return 0;
}

/**
 * Objects in the folders that no record knows. What an upload under way has written in full counts as one, as its
 * record is being erased.
 */
async function straysIn(
  store: DomainStore,
  storage: Storage,
  task: Task,
  folders: readonly string[],
): Promise<string[]> {
  const listed: string[] = [];
  for (const folder of new Set(folders)) for await (const object of storage.list(folder)) listed.push(object);
  if (listed.length === 0) return [];
  const known = await store.check(task.context, (run) => {
    const tables = store.model.recordTypes
      .filter((type) => type.hasFile)
      .map((type) => `select file_location from ${type.table} where organisation_id = $1 and file_location = any($2)`);
    return run<{ file_location: string }>(tables.join(' union all '), [task.context.organisationId, listed]);
  });
  const files = new Set(known.map((row) => row.file_location));
  return listed.filter((object) => !files.has(object));
}

type Column = (type: RecordType) => { sql: string; where: string } | undefined;
const FILES: Column = (type) =>
  type.hasFile
    ? {
        sql: 'r.file_location',
        where: 't.ground is null and r.uploaded_at is not null and r.file_location is not null',
      }
    : undefined;
const FOLDERS: Column = (type) =>
  type.fileFolder === undefined ? undefined : { sql: type.fileFolder, where: 't.ground is null' };

async function columnOf(run: Run, column: Column, model: DomainModel, values: unknown[]): Promise<string[]> {
  const selects = model.recordTypes.flatMap((type, index) => {
    const wanted = column(type);
    if (wanted === undefined) return [];
    return [
      `select ${wanted.sql} as value from ${targets(index)} t
        join ${type.table} r on r.organisation_id = $1 and r.${type.key.column} = t.id where ${CERTAIN} and ${wanted.where}`,
    ];
  });
  if (selects.length === 0) return [];
  const rows = await run<{ value: string }>(
    `with ${targetCtes(model).join(',\n')}\n${selects.join(' union ')}`,
    values,
  );
  return rows.map((row) => row.value);
}
