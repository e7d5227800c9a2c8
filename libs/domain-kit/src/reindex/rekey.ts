import { MATCHING_VERSION } from '@lethe/matching';
import type { EntityManager } from 'typeorm';
import { changeOf, write, type Change } from '../identifier-index.ts';
import type { RecordType } from '../model/domain-model.ts';
import { valueOf } from '../model/identifiers-of.ts';
import { loadRecords } from '../verbs/load-records.ts';

export interface Rekeyed {
  /** Those that were there and that nobody was changing. */
  held: Set<string>;
  /** How many had other keys, or older ones. */
  changed: number;
}

/**
 * Computes the keys of these records anew, and writes those that differ. It waits for nobody: a record that somebody is
 * changing is left out, and so is one that is gone. Call it under `onlyReindex`.
 */
export async function rekey(
  manager: EntityManager,
  type: RecordType,
  ids: readonly string[],
  defaultCountry: string,
): Promise<Rekeyed> {
  const locked = await manager.query<{ id: string }[]>(
    `select r.${type.key.column} id from ${type.table} r
      where r.organisation_id = current_setting('lethe.organisation')::uuid and r.${type.key.column} = any($1::uuid[])
        for no key update skip locked`,
    [ids],
  );
  const held = new Set(locked.map(({ id }) => id));
  const records = await loadRecords(manager, type, [...held]);
  const refreshed = await refresh(manager, type, records);
  const changes = records.map((record) => changeOf(type, record, { stale: true, defaultCountry }));
  const stored = await storedRows(manager, type, [...held]);
  const older = changes.filter((change) => differs(change, stored.get(change.id) ?? []));
  await write(manager, older);
  return { held, changed: new Set([...older.map(({ id }) => id), ...refreshed]).size };
}

/** Copies in the records are brought up to date, where the type has any. Returns the ids of what changed. */
async function refresh(manager: EntityManager, type: RecordType, records: object[]): Promise<string[]> {
  if (type.refresh === undefined) return [];
  const before = records.map((record) => JSON.stringify(record));
  await type.refresh(manager, records as never[]);
  const moved = records.filter((record, index) => JSON.stringify(record) !== before[index]);
  await manager.save(type.entity, moved, { chunk: 50 });
  return moved.map((record) => String(valueOf(record, type.key)));
}

interface Row {
  kind: string;
  key: string;
  version: number;
}

async function storedRows(manager: EntityManager, type: RecordType, ids: string[]): Promise<Map<string, Row[]>> {
  const rows = await manager.query<(Row & { record_id: string })[]>(
    `select record_id, kind, key, version from subject_identifier
      where organisation_id = current_setting('lethe.organisation')::uuid and record_type = $1 and record_id = any($2::uuid[])`,
    [type.type, ids],
  );
  return Map.groupBy(rows, ({ record_id }) => record_id);
}

/** A process of a later version may have written them: they stay. */
function differs({ keys }: Change, rows: readonly Row[]): boolean {
  if (rows.some(({ version }) => version > MATCHING_VERSION)) return false;
  if (rows.length !== keys.length || rows.some(({ version }) => version < MATCHING_VERSION)) return true;
  const there = new Set(rows.map(({ kind, key }) => `${kind} ${key}`));
  return keys.some(({ kind, key }) => !there.has(`${kind} ${key}`));
}
