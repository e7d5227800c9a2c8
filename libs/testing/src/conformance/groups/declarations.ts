import assert from 'node:assert/strict';
import type { DomainUnderTest } from '../domain-under-test.ts';

/** The schema is what the entities say, the inventory names every table, and none can be read without a tenant. */
export async function declarations(domain: DomainUnderTest): Promise<void> {
  const { dataSource } = domain.engine.store;
  const changes = await dataSource.driver.createSchemaBuilder().log();
  const own = changes.upQueries
    .map((query) => query.query)
    .filter((query) => !/subject_identifier|inbox|storage_removal|"migrations"/.test(query));
  assert.deepEqual(own, [], 'entities and migrations differ');

  const tables = await domain.postgres.query(
    `select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
    domain.database,
  );
  assert.deepEqual(
    tables.filter((table) => table['forced'] !== true).map((table) => table['relname']),
    [],
    'row-level security is not forced',
  );
  assert.deepEqual(
    tables.filter((table) => table['owner'] === domain.role).map((table) => table['relname']),
    [],
    'the service owns a table',
  );
  for (const { relname } of tables.filter((table) => table['relname'] !== 'migrations')) {
    const read = dataSource.query(`select * from "${String(relname)}" limit 1`);
    await assert.rejects(read, `${String(relname)} can be read without a tenant`);
  }
  assert.deepEqual(
    await sampledColumns(domain),
    [],
    'PostgreSQL keeps samples of personal data (libs/persistence, no-samples.ts)',
  );
  const { recordTypes, tables: others = [] } = domain.manifest;
  assert.deepEqual(
    [...recordTypes, ...others].map(({ table }) => table).sort(),
    tables.map((table) => table['relname']).sort(),
    'the inventory and the database differ',
  );
}

/**
 * Personal columns that can hold words, and the keys made of them, of which ANALYZE would keep values that outlive
 * their rows. A number, a time, or a yes or no alone tells of nobody.
 */
async function sampledColumns({ engine, postgres, database }: DomainUnderTest): Promise<string[]> {
  const unquoted = (name: string): string => name.replaceAll('"', '');
  const personal = engine.store.model.recordTypes.flatMap(({ table, fields }) =>
    fields
      .filter((field) => field.personal !== undefined)
      .map(({ column }) => `${unquoted(table)}.${unquoted(column)}`),
  );
  const sampled = await postgres.query(
    `select a.attrelid::regclass::text || '.' || a.attname as name from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and coalesce(a.attstattarget, -1) <> 0
       and t.typcategory not in ('B', 'D', 'N', 'T')`,
    database,
  );
  const names = sampled.map(({ name }) => unquoted(String(name)));
  return [...personal, 'subject_identifier.key'].filter((column) => names.includes(column));
}
