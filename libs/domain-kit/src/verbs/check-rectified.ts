import type { DoneOutcome, Task } from '@lethe/contracts';
import { pseudonym } from '@lethe/platform';
import type { Field, RecordType } from '../model/domain-model.ts';
import { VerificationFailed } from '../verification-failed.ts';
import type { Asked } from './locate.ts';
import type { Run } from './run.ts';

/** A value that a correction replaced: its record, and a keyed hash of what stood there. */
export interface Replaced {
  recordType: string;
  id: string;
  field: string;
  former: string;
}

/** Beside the outcome of a correction in the inbox, never sent. */
export type Rectified = DoneOutcome & { replaced?: Replaced[] };

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

/**
 * What a correction replaced stands nowhere again (D26). A value that is neither the former nor the planned one was
 * written by somebody since, and a record that is gone was deleted since: both are right.
 * @throws VerificationFailed
 */
export async function checkRectified(
  run: Run,
  { model, task, secrets }: Pick<Asked, 'model' | 'task' | 'secrets'>,
): Promise<void> {
  const all = await replacedBy(run, task);
  for (const type of model.recordTypes) {
    const replaced = all.filter(({ recordType }) => recordType === type.type);
    if (replaced.length === 0) continue;
    const rows = await storedRows(run, type, [...new Set(replaced.map(({ id }) => id))]);
    const back = replaced.filter(({ id, field, former }) => {
      const declared = type.fields.find(({ name }) => name === field);
      return rows.has(id) && declared !== undefined && hashOf({ task, secrets }, rows.get(id), declared) === former;
    });
    if (back.length > 0) throw new VerificationFailed(back.length, 'former values stand', 'correction');
  }
}

async function replacedBy(run: Run, { context, taskId }: Task): Promise<Replaced[]> {
  const [row] = await run<{ replaced: Replaced[] | null }>(
    `select outcome -> 'replaced' as replaced from inbox where organisation_id = $1 and task_id = $2`,
    [context.organisationId, taskId],
  );
  return row?.replaced ?? [];
}
