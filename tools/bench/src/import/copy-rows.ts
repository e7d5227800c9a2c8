import type { ClientBase } from 'pg';

/** Tables that an import of people fills, by database. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  lethe_external_contacts: ['external_contact', 'subject_identifier'],
  lethe_dialer: ['contact_list', 'dialer_contact', 'subject_identifier'],
  lethe_directory: ['directory_user', 'subject_identifier'],
};

/** What `COPY` needs for all rows of these tables: the least that storing them can cost. */
export async function copyRows(
  session: (database: string) => Promise<ClientBase>,
): Promise<{ seconds: number; rows: number }> {
  let seconds = 0;
  let rows = 0;
  for (const [database, tables] of Object.entries(TABLES)) {
    const client = await session(database);
    const { rows: settings } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    );
    for (const table of tables) {
      const file = `${settings[0]!.folder}/bench-${table}.copy`;
      const copied = await client.query(`copy ${table} to '${file}' (format binary)`);
      await client.query(`create table bench_copy (like ${table} including all)`);
      const began = performance.now();
      await client.query(`copy bench_copy from '${file}' (format binary)`);
      seconds += (performance.now() - began) / 1_000;
      rows += copied.rowCount ?? 0;
      await client.query('drop table bench_copy');
    }
  }
  return { seconds, rows };
}
