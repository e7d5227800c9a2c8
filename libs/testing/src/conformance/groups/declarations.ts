import assert from 'node:assert/strict';
import type { DomainUnderTest } from '../domain-under-test.ts';

/** The schema is what the entities say, and no table can be read without a tenant. */
export async function declarations(domain: DomainUnderTest): Promise<void> {
  const { dataSource } = domain.engine.store;
  const changes = await dataSource.driver.createSchemaBuilder().log();
  const own = changes.upQueries.map((query) => query.query).filter((query) => !/subject_identifier|inbox|storage_removal|"migrations"/.test(query));
  assert.deepEqual(own, [], 'entities and migrations differ');

  const tables = await domain.postgres.query(
    `select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
    domain.database,
  );
  assert.deepEqual(tables.filter((table) => table['forced'] !== true).map((table) => table['relname']), [], 'row-level security is not forced');
  assert.deepEqual(tables.filter((table) => table['owner'] === domain.database).map((table) => table['relname']), [], 'the service owns a table');
  for (const { relname } of tables.filter((table) => table['relname'] !== 'migrations')) {
    const read = dataSource.query(`select * from "${String(relname)}" limit 1`);
    await assert.rejects(read, `${String(relname)} can be read without a tenant`);
  }
}
