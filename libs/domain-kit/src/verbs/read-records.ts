import type { RecordType } from '../model/domain-model.ts';
import type { Run } from './run.ts';

/**
 * Records by id with the names of their properties, read without the entity manager: a check has none. `lock` keeps
 * them as they are until the transaction ends.
 */
export function readRecords(
  run: Run,
  type: RecordType,
  organisationId: string,
  { ids, lock = false }: { ids: readonly string[]; lock?: boolean },
): Promise<Record<string, unknown>[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const columns = type.fields.map(({ column, name }) => `r.${column} as "${name}"`).join(', ');
  return run<Record<string, unknown>>(
    `select ${columns} from ${type.table} r where r.organisation_id = $1 and r.${type.key.column} = any($2::uuid[])
      order by r.${type.key.column}${lock ? ' for update' : ''}`,
    [organisationId, ids],
  );
}
