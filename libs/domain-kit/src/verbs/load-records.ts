import { In, IsNull, type EntityManager } from 'typeorm';
import type { RecordType } from '../model/domain-model.ts';

/** Records by id, in order of their ids, without those that were anonymised. */
export async function loadRecords(
  manager: EntityManager,
  type: RecordType,
  ids: readonly string[],
  options: { lock?: boolean } = {},
): Promise<object[]> {
  if (ids.length === 0) return [];
  return manager.find(type.entity, {
    where: { [type.key.name]: In([...ids]), ...(type.erasedAt && { [type.erasedAt.name]: IsNull() }) },
    order: { [type.key.name]: 'ASC' } as never,
    ...(options.lock && { lock: { mode: 'pessimistic_write', tables: [type.table.slice(1, -1)] } }),
  });
}
