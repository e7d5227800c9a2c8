import type { DoneOutcome, Task } from '@lethe/contracts';
import { pseudonym } from '@lethe/platform';
import type { Field, RecordType } from '../model/domain-model.ts';
import { VerificationFailed } from '../verification-failed.ts';
import { keysOfRecord } from '../model/identifiers-of.ts';
import type { Asked } from './locate.ts';
import { readRecords } from './read-records.ts';
import type { Run } from './run.ts';

/** A value that a correction replaced: its record, and keyed hashes of what stood there and of what it wrote. */
export interface Replaced {
  recordType: string;
  id: string;
  field: string;
  former: string;
  /** Absent where a service of an earlier version made the correction. */
  now?: string;
}

/** A record that a correction changed, and keyed hashes of the identifiers that it wrote there. */
export interface Planned {
  recordType: string;
  id: string;
  keys: string[];
}

/** Beside the outcome of a correction in the inbox, never sent. */
export type Rectified = DoneOutcome & { replaced?: Replaced[]; planned?: Planned[] };

type Row = Record<string, unknown>;

/** Rows as they are stored, by the key of the record: the same before and after, whatever an entity makes of them. */
export async function storedRows(run: Run, type: RecordType, ids: readonly string[]): Promise<Map<string, Row>> {
  const rows = await run<{ id: string; row: Row }>(
    `select r.${type.key.column}::text as id, to_jsonb(r) as row from ${type.table} r where r.${type.key.column} = any($1::uuid[])`,
    [[...ids]],
  );
  return new Map(rows.map(({ id, row }) => [id, row]));
}

export function hashOf({ task, secrets }: Pick<Asked, 'task' | 'secrets'>, row: Row | undefined, field: Field): string {
  const value = row?.[field.column.slice(1, -1)] ?? null;
  return pseudonym(secrets.pseudonymKey, task.context.organisationId, field.name, JSON.stringify(value));
}

/** Keyed hashes of the identifiers that a correction has brought into a record. */
export function newKeys(
  { task, secrets }: Pick<Asked, 'task' | 'secrets'>,
  type: RecordType,
  { old, record }: { old: object; record: object },
): string[] {
  const { organisationId, defaultCountry } = task.context;
  const hashes = (one: object) =>
    keysOfRecord(type, one, defaultCountry).map(({ kind, key }) =>
      pseudonym(secrets.pseudonymKey, organisationId, kind, key),
    );
  const before = new Set(hashes(old));
  return hashes(record).filter((hash) => !before.has(hash));
}

/**
 * The changed records hold what was planned (D26): the identifiers that the correction wrote, and nowhere again what it
 * replaced. Other things may have been written into the same field since, and a record that is gone was deleted since. A
 * record that the next correction has changed is that one's to check.
 * @throws VerificationFailed
 */
export async function checkRectified(run: Run, asked: Pick<Asked, 'model' | 'task' | 'secrets'>): Promise<void> {
  const { replaced, planned } = await rectifiedBy(run, asked.task);
  for (const type of asked.model.recordTypes) {
    const back = await formerValues(run, asked, type, replaced);
    const missing = await missingKeys(run, asked, type, planned);
    const wrong = new Set([...back, ...missing]);
    for (const id of wrong.size > 0 ? await changedNext(run, asked.task, replaced) : []) wrong.delete(id);
    const [stand, lack] = [back, missing].map((ids) => ids.filter((id) => wrong.has(id)).length) as [number, number];
    if (stand > 0) throw new VerificationFailed(stand, 'former values stand', 'correction');
    if (lack > 0) throw new VerificationFailed(lack, 'records are not as planned', 'correction');
  }
}

/** Records in which another correction has replaced what this one wrote: by the values, as no clock says who came first. */
async function changedNext(run: Run, { context, taskId }: Task, replaced: Replaced[]): Promise<string[]> {
  const rows = await run<{ id: string }>(
    `select distinct r ->> 'id' id from inbox i cross join jsonb_array_elements(i.outcome -> 'replaced') r
      join unnest($3::text[], $4::text[]) w(id, now) on w.id = r ->> 'id' and w.now = r ->> 'former'
     where i.organisation_id = $1 and i.task_id <> $2`,
    [context.organisationId, taskId, replaced.map(({ id }) => id), replaced.map(({ now }) => now ?? null)],
  );
  return rows.map(({ id }) => id);
}

/** Ids of the records in which a replaced value stands again, for each value. */
async function formerValues(
  run: Run,
  asked: Pick<Asked, 'task' | 'secrets'>,
  type: RecordType,
  all: Replaced[],
): Promise<string[]> {
  const replaced = all.filter(({ recordType }) => recordType === type.type);
  if (replaced.length === 0) return [];
  const rows = await storedRows(run, type, [...new Set(replaced.map(({ id }) => id))]);
  return replaced
    .filter(({ id, field, former }) => {
      const declared = type.fields.find(({ name }) => name === field);
      return rows.has(id) && declared !== undefined && hashOf(asked, rows.get(id), declared) === former;
    })
    .map(({ id }) => id);
}

/** Ids of the records that lack a planned identifier. */
async function missingKeys(
  run: Run,
  asked: Pick<Asked, 'task' | 'secrets'>,
  type: RecordType,
  all: Planned[],
): Promise<string[]> {
  const planned = all.filter(({ recordType }) => recordType === type.type);
  const ids = planned.map(({ id }) => id);
  const records = await readRecords(run, type, asked.task.context.organisationId, { ids });
  const byId = new Map(records.map((record) => [String(record[type.key.name]), record]));
  return planned
    .filter(({ id, keys }) => {
      const record = byId.get(id);
      const isErased = type.erasedAt !== undefined && record?.[type.erasedAt.name] !== null;
      if (record === undefined || isErased) return false;
      const there = new Set(newKeys(asked, type, { old: {}, record }));
      return keys.some((key) => !there.has(key));
    })
    .map(({ id }) => id);
}

async function rectifiedBy(run: Run, { context, taskId }: Task): Promise<{ replaced: Replaced[]; planned: Planned[] }> {
  const [row] = await run<{ replaced: Replaced[] | null; planned: Planned[] | null }>(
    `select outcome -> 'replaced' as replaced, outcome -> 'planned' as planned from inbox where organisation_id = $1 and task_id = $2`,
    [context.organisationId, taskId],
  );
  return { replaced: row?.replaced ?? [], planned: row?.planned ?? [] };
}
