import type { Engine } from '@lethe/domain-kit';
import type { DomainUnderTest } from '../domain-under-test.ts';

export type RecordType = Engine['store']['model']['recordTypes'][number];

/** What `seed` stored: the keys of the new records of a type. */
export async function newRecords<T>(
  domain: DomainUnderTest,
  seed: () => Promise<T>,
): Promise<{ seeded: T; keysOf: (type: RecordType) => Promise<string[]> }> {
  const all = (type: RecordType) =>
    domain.postgres.query(`select ${type.key.column}::text as key from ${type.table}`, domain.database);
  const before = new Map<string, Set<unknown>>();
  for (const type of domain.engine.store.model.recordTypes)
    before.set(type.type, new Set((await all(type)).map(({ key }) => key)));
  const seeded = await seed();
  const keysOf = async (type: RecordType) =>
    (await all(type)).map(({ key }) => String(key)).filter((key) => !before.get(type.type)!.has(key));
  return { seeded, keysOf };
}

/** Sets a column of records, as the superuser; only where it has a value, when it must be one of several. */
export async function setColumn(
  domain: DomainUnderTest,
  type: RecordType,
  { column, keys, value, whereSet = false }: { column: string; keys: string[]; value: string; whereSet?: boolean },
): Promise<number> {
  const rows = await domain.postgres.query(
    `update ${type.table} set ${column} = '${value}' where ${type.key.column}::text = any('{${keys.join(',')}}')
      ${whereSet ? `and ${column} is not null` : ''} returning 1`,
    domain.database,
  );
  return rows.length;
}
