import type { EntityManager } from 'typeorm';
import type { RecordType } from '../model/domain-model.ts';
import { BEFORE_ALL_IDS } from '../sql/before-all-ids.ts';
import { pageOfTargetsSql } from '../sql/locate-sql.ts';
import { NEXT_PARAMETER } from '../sql/target-sql.ts';
import { loadRecords } from './load-records.ts';
import { valuesOf, type Asked } from './locate.ts';

/**
 * One page of the subject's records of one type: those beyond doubt, after `after`; `copied`: only what an export
 * holds. `parents`: key → keys of the records through which it was reached.
 */
export async function pageOfTargets(
  manager: EntityManager,
  asked: Asked,
  type: RecordType,
  page: { after?: string; size: number; lock?: boolean; copied?: boolean },
): Promise<{ records: object[]; parents: Map<string, string[]>; last?: string }> {
  const sql = pageOfTargetsSql(asked.model, type, NEXT_PARAMETER, { copied: page.copied ?? false });
  const rows = await manager.query<{ id: string; parents: string[] }[]>(sql, [
    ...valuesOf(asked),
    page.after ?? BEFORE_ALL_IDS,
    page.size,
  ]);
  const ids = rows.map((row) => row.id);
  const records = await loadRecords(manager, type, ids, { lock: page.lock });
  return {
    records,
    parents: new Map(rows.map((row) => [row.id, row.parents])),
    ...(ids.length === page.size && { last: ids[ids.length - 1] }),
  };
}
