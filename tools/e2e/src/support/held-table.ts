import pg from 'pg';
import type { System } from './system.ts';

/**
 * Locks a table, so that every statement on it waits; in `share` mode what reads goes on. Resolves to what lets them go
 * on; may be called twice.
 */
export async function holdTable(
  { description }: Pick<System, 'description'>,
  database: string,
  table: string,
  mode: 'access exclusive' | 'share' = 'access exclusive',
): Promise<() => Promise<void>> {
  const url = new URL(description.databases.admin);
  url.pathname = new URL(description.databases[database]!).pathname;
  const client = new pg.Client({ connectionString: url.href });
  // Whoever holds it may outlive the server.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`begin; lock table ${table} in ${mode} mode`);
  let released: Promise<void> | undefined;
  return () => (released ??= client.end());
}
