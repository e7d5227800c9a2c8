import type { Change, DoneOutcome, SubjectId, Task } from '@lethe/contracts';
import type { RecordType } from '../model/domain-model.ts';
import { locatesFirst, type ErasedRow } from '../sql/erase-sql.ts';
import { isBareTerm } from '../sql/target-sql.ts';
import { locateWithSets, outcomeOf, valuesOf, type Asked, type LocatedByType } from './locate.ts';
import type { Run } from './run.ts';

/** Deletes or anonymises everything of the subject and says what, by record type and field; never the old values. */
export async function erase(run: Run, sql: { locate: string; erase: string }, asked: Asked): Promise<DoneOutcome> {
  const first = locatesFirst(asked.model) ? await locateWithSets(run, sql.locate, asked) : undefined;
  const notLocated = unforeseen(asked.task, first?.members ?? []);
  if (first !== undefined && notLocated.length > 0) return { ...first.outcome, notLocated };
  const [row] = await run<{ erased: Record<string, ErasedRow>; located?: LocatedByType }>(sql.erase, [
    ...valuesOf(asked),
    asked.task.taskId,
  ]);
  const before = first?.outcome ?? outcomeOf(asked, row!.located!);
  const outcome: DoneOutcome = { ...before, changes: [], warnings: [] };
  for (const type of asked.model.recordTypes) {
    const erased = row!.erased[type.type]!;
    outcome.changes.push(...changes(type, erased));
    if (erased.warned > 0) outcome.warnings.push({ code: type.warnWhen!.code, message: type.warnWhen!.message });
  }
  return outcome;
}

/**
 * Members of a merge set that the search did not know (requirements D23): somebody merged them since. The set is one
 * person, so nothing is erased before everything of it was located.
 */
function unforeseen({ subject }: Task, members: SubjectId[]): SubjectId[] {
  const { id, alsoIds, groupIds = [] } = subject;
  if (isBareTerm(subject)) return [];
  const known = new Set(
    [...(id === undefined ? [] : [id]), ...alsoIds, ...groupIds].map((one) => `${one.type} ${one.id}`),
  );
  return members.filter((one) => !known.has(`${one.type} ${one.id}`));
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
