import pg from 'pg';
import type { System } from './system.ts';

/** One statement as the superuser in one of the system's databases (`directory`, `external-contacts`, ...). */
export async function query<T extends object = Record<string, unknown>>({ description }: Pick<System, 'description'>, database: string, sql: string): Promise<T[]> {
  const url = new URL(description.databases.admin);
  url.pathname = database === 'admin' ? url.pathname : new URL(description.databases[database]!).pathname;
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table of every database, as text, with the table in front. */
export async function dumpAll(lethe: Pick<System, 'description'>): Promise<string[]> {
  const lines: string[] = [];
  for (const database of Object.keys(lethe.description.databases).filter((name) => name !== 'admin')) {
    const tables = await query<{ name: string }>(lethe, database, `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`);
    for (const { name } of tables) {
      const rows = await query<{ line: string }>(lethe, database, `select row_to_json(t)::text as line from ${name} t`);
      for (const { line } of rows) lines.push(`${database} ${name} ${line}`);
    }
  }
  return lines;
}
