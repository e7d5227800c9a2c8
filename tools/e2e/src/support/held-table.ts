import pg from 'pg';
import type { System } from './system.ts';

type Described = Pick<System, 'description'>;

/**
 * Locks a table, so that every statement on it waits; in `share` mode what reads goes on. Resolves to what lets them go
 * on; may be called twice.
 */
export const holdTable = (
  lethe: Described,
  database: string,
  table: string,
  mode: 'access exclusive' | 'share' = 'access exclusive',
): Promise<() => Promise<void>> => hold(lethe, database, `lock table ${table} in ${mode} mode`);

/** Locks one row as somebody does who changes it. Resolves as `holdTable` does. */
export const holdRow = (lethe: Described, database: string, table: string, id: string): Promise<() => Promise<void>> =>
  hold(lethe, database, `select from ${table} where id = '${id}' for update`);

async function hold({ description }: Described, database: string, lock: string): Promise<() => Promise<void>> {
  const url = new URL(description.databases.admin);
  url.pathname = new URL(description.databases[database]!).pathname;
  const client = new pg.Client({ connectionString: url.href });
  // Whoever holds it may outlive the server.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`begin; ${lock}`);
  let released: Promise<void> | undefined;
  return () => (released ??= client.end());
}
