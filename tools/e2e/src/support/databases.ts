import { ownRows } from '@lethe/residue';
import pg from 'pg';
import type { System } from './system.ts';

/** One statement as the superuser in one of the system's databases (`directory`, `external-contacts`, ...). */
export async function query<T extends object = Record<string, unknown>>(
  { description }: Pick<System, 'description'>,
  database: string,
  sql: string,
): Promise<T[]> {
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

/** Every row of every table of every service's database, as text, with the table in front. */
export async function dumpAll(lethe: Pick<System, 'description'>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { database, table, line } of ownRows(lethe.description.databases))
    lines.push(`${database} ${table} ${line}`);
  return lines;
}
