import type { Change, DoneOutcome } from '@lethe/contracts';
import type { RecordType } from '../model/domain-model.ts';
import type { ErasedRow } from '../sql/erase-sql.ts';
import { locate, valuesOf, type Asked, type Run } from './locate.ts';

/** Deletes or anonymises everything of the subject and says what, by record type and field; never the old values. */
export async function erase(run: Run, sql: { locate: string; erase: string }, asked: Asked): Promise<DoneOutcome> {
  const before = await locate(run, sql.locate, asked);
  const [row] = await run<{ erased: Record<string, ErasedRow> }>(sql.erase, [...valuesOf(asked), asked.task.taskId]);
  const outcome: DoneOutcome = { ...before, changes: [], warnings: [] };
  for (const type of asked.model.recordTypes) {
    const erased = row!.erased[type.type]!;
    outcome.changes.push(...changes(type, erased));
    if (erased.warned > 0) outcome.warnings.push({ code: type.warnWhen!.code, message: type.warnWhen!.message });
  }
  return outcome;
}

function changes(type: RecordType, row: ErasedRow): Change[] {
  const done: Change[] = [];
  if (row.records > 0) {
    const fields = Object.fromEntries(Object.entries(row.fields ?? {}).filter(([, count]) => count > 0));
    done.push({
      recordType: type.type,
      disposition: type.onErase === 'delete' ? 'deleted' : 'anonymised',
      records: row.records,
      fields,
    });
  }
  for (const [ground, records] of Object.entries(row.retained))
    done.push({ recordType: type.type, disposition: 'retained', records, ground });
  return done;
}
