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

/**
 * Asks the store, in no transaction: which files of the subject are gone already, and which lie in its folders without
 * a record.
 */
export async function surveyFiles(
  engine: { name: string; store: DomainStore; storage: Storage; secrets: EngineSecrets },
  task: Task,
): Promise<FileSurvey> {
  const { name: domain, store, storage, secrets } = engine;
  const { organisationId } = task.context;
  const found = await store.run(task.context, async (run) => {
    const values = valuesOf(await ask(run, { model: store.model, task, secrets }));
    return {
      locations: await columnOf(run, FILES, store.model, values),
      folders: (await columnOf(run, FOLDERS, store.model, values)).map((folder) =>
        location('files', domain, organisationId, ...folder.split('/')),
      ),
    };
  });
  let missing = 0;
  for (const where of found.locations) if (!(await storage.exists(where))) missing += 1;
  const strays = await straysIn(store, storage, task, found.folders);
  const unexpected = strays.length - (await countNoted(store, task, strays));
  return {
    strays,
    folders: found.folders,
    warnings: [
      ...warning(
        'file.missing',
        missing,
        'were gone from the storage before the erasure; their records are erased all the same',
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
 * Removes what the committed erasure noted, and answers how many objects the store itself still has afterwards
 * (requirements D15).
 */
export async function removeFiles(
  store: DomainStore,
  storage: Storage,
  task: Task,
  folders: readonly string[],
): Promise<number> {
  const { organisationId } = task.context;
  const rows = await store.run(task.context, (run) =>
    run<{ location: string }>('select location from storage_removal where organisation_id = $1 and task_id = $2', [
      organisationId,
      task.taskId,
    ]),
  );
  const left: string[] = [];
  for (const { location: where } of rows) {
    await step('removeErasedFile', () => storage.delete(where));
    if (await storage.exists(where)) left.push(where);
  }
  left.push(...(await straysIn(store, storage, task, folders)));
  if (left.length > 0) return new Set(left).size;
  await store.run(
    task.context,
    async (run) => {
      await run('delete from storage_removal where organisation_id = $1 and task_id = $2 and due_at <= lethe_now()', [
        organisationId,
        task.taskId,
      ]);
      await run('update storage_removal set task_id = null where organisation_id = $1 and task_id = $2', [
        organisationId,
        task.taskId,
      ]);
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
