import type { Ambiguous, DoneOutcome, IdentifierKey, Located, SubjectId, Task } from '@lethe/contracts';
import { pseudonym } from '@lethe/platform';
import type { DomainModel, RecordType } from '../model/domain-model.ts';
import { idFields } from '../model/subject-of.ts';
import type { DoubtfulId, LocatedRow } from '../sql/locate-sql.ts';
import { targetValues } from '../sql/target-sql.ts';

/** What the engine needs beside the store: the secret of the keyed hashes. */
export interface EngineSecrets {
  pseudonymKey: string;
}

/** A task on a domain's records. */
export interface Asked {
  model: DomainModel;
  task: Task;
  secrets: EngineSecrets;
}

/** Anything that runs one statement in the tenant's transaction: TypeORM's manager or a plain client. */
export type Run = <R>(sql: string, values: unknown[]) => Promise<R[]>;

/** Finds everything of the subject; changes nothing. */
export async function locate(run: Run, sql: string, asked: Asked): Promise<DoneOutcome> {
  return outcomeOf(asked, await locatedRows(run, sql, asked));
}

/** Records that erasure should have removed. The check of an erasure: it must be 0 (requirements D15). */
export async function leftOver(run: Run, sql: string, asked: Asked): Promise<number> {
  const located = await locatedRows(run, sql, asked);
  return asked.model.recordTypes.reduce((sum, type) => sum + located[type.type]!.acts, 0);
}

async function locatedRows(run: Run, sql: string, asked: Asked): Promise<Record<string, LocatedRow>> {
  const [row] = await run<{ located: Record<string, LocatedRow> }>(sql, valuesOf(asked));
  return row!.located;
}

/** Parameters for this task; identifiers are also tried as keyed hashes, under which do-not-call entries stand. */
export function valuesOf({ model, task, secrets }: Asked): unknown[] {
  const { organisationId } = task.context;
  const hash = ({ kind, key }: IdentifierKey): IdentifierKey => ({
    kind,
    key: pseudonym(secrets.pseudonymKey, organisationId, kind, key),
  });
  return targetValues(organisationId, model, task.subject, hash);
}

function outcomeOf({ model, task, secrets }: Asked, rows: Record<string, LocatedRow>): DoneOutcome {
  const outcome: DoneOutcome = {
    taskId: task.taskId,
    status: 'done',
    located: [],
    changes: [],
    ambiguous: [],
    warnings: [],
    parts: [],
    leftOut: [],
    subjectIds: [],
    keyHashes: [],
  };
  for (const type of model.recordTypes) {
    const row = rows[type.type]!;
    outcome.located.push(...counts(type, row));
    outcome.ambiguous.push(...ambiguous(type, row));
    if (row.left_out > 0)
      outcome.leftOut.push({
        recordType: type.type,
        records: row.left_out,
        reason: { code: type.leftOutWhen!.code, message: type.leftOutWhen!.message },
      });
    outcome.subjectIds.push(...subjectIds(type, row));
    for (const { kind, key } of row.keys ?? [])
      outcome.keyHashes.push(pseudonym(secrets.pseudonymKey, task.context.organisationId, kind, key));
  }
  outcome.keyHashes = [...new Set(outcome.keyHashes)];
  return outcome;
}

function counts(type: RecordType, row: LocatedRow): Located[] {
  const found: Located[] = [];
  if (row.acts > 0) found.push({ recordType: type.type, disposition: type.onErase, records: row.acts });
  for (const [ground, records] of Object.entries(row.retains))
    found.push({ recordType: type.type, disposition: 'retain', records, ground });
  return found;
}

function subjectIds(type: RecordType, row: LocatedRow): SubjectId[] {
  if (type.subjectId === undefined) return [];
  return row.ids.map((id, index) => ({
    type: type.subjectId!,
    id,
    ...(row.parents && { parent: row.parents[index] }),
  }));
}

const OTHER_NAME = {
  code: 'other.name',
  message: 'The record carries another name. Send a request for it by id if it is the same person.',
};

function ambiguous(type: RecordType, row: LocatedRow): Ambiguous[] {
  if (type.reached !== undefined) return [];
  const entry = ({ id, parent }: DoubtfulId, reason: { code: string; message: string }): Ambiguous => ({
    recordType: type.type,
    recordId: id,
    reason: { code: reason.code, message: reason.message },
    ...(type.subjectId !== undefined && {
      subject: idFields({ type: type.subjectId, id, ...(parent !== null && { parent }) }),
    }),
  });
  return [
    ...(row.other_name ?? []).map((one) => entry(one, OTHER_NAME)),
    ...(row.doubtful ?? []).map((one) => entry(one, type.ambiguousWhen!)),
  ];
}
