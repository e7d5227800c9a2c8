import type { SubjectId } from '@lethe/contracts';
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

/** The ids by which a request names these records, of a type that stands for a person. */
export async function ownIds(
  { postgres, database }: DomainUnderTest,
  { subjectId, table, key, word, parentKey }: RecordType,
  keys: string[],
): Promise<SubjectId[]> {
  if (subjectId === undefined) return [];
  const rows = await postgres.query(
    `select ${(word ?? key).column}::text id, ${parentKey?.column ?? 'null'}::text parent from ${table} where ${key.column}::text = any('{${keys.join(',')}}')`,
    database,
  );
  return rows.map(({ id, parent }) => ({
    type: subjectId,
    id: String(id),
    ...(parent !== null && { parent: String(parent) }),
  }));
}

/** As `setColumn`, of a column that refers to somebody: in the records, or in the parts of them that say so. */
export const setReference = (
  domain: DomainUnderTest,
  type: RecordType,
  { field, parts }: RecordType['refersTo'][number],
  change: { keys: string[]; value: string },
): Promise<number> =>
  setColumn(domain, parts === undefined ? type : { table: parts.table, key: { column: parts.column } }, {
    ...change,
    column: field.column,
    whereSet: true,
  });

/** Sets a column of records, as the superuser; only where it has a value, when it must be one of several. */
export async function setColumn(
  domain: DomainUnderTest,
  type: { table: string; key: { column: string } },
  { column, keys, value, whereSet = false }: { column: string; keys: string[]; value: string; whereSet?: boolean },
): Promise<number> {
  const rows = await domain.postgres.query(
    `update ${type.table} set ${column} = '${value}' where ${type.key.column}::text = any('{${keys.join(',')}}')
      ${whereSet ? `and ${column} is not null` : ''} returning 1`,
    domain.database,
  );
  return rows.length;
}
