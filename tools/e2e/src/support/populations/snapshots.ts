import type { Row, Snapshot } from '@lethe/population';
import pg from 'pg';
import type { SystemDescription } from '../system.ts';

/** Of services that hold records of people; the others' rows tell of requests. */
const OTHERS = ['admin', 'gateway', 'aggregator'];

/** Every row of an organisation that has an id of its own, in all domains, as the superuser sees it. */
export class Snapshots {
  private readonly databases: { name: string; pool: pg.Pool; sql: Promise<string> }[];

  constructor({ databases }: Pick<SystemDescription, 'databases'>) {
    this.databases = Object.entries(databases)
      .filter(([name]) => !OTHERS.includes(name))
      .map(([name, address]) => {
        const url = new URL(databases.admin);
        url.pathname = new URL(address).pathname;
        const pool = new pg.Pool({ connectionString: url.href, max: 4 });
        // A stack may be stopped before this.
        pool.on('error', () => undefined);
        return { name, pool, sql: everyTable(pool) };
      });
  }

  /** `locked`: a database that is not asked. */
  async of(organisationId: string, locked?: string): Promise<Snapshot> {
    const asked = this.databases.filter(({ name }) => name !== locked);
    const rows = await Promise.all(
      asked.map(
        async ({ pool, sql }) => (await pool.query<{ table: string; row: Row }>(await sql, [organisationId])).rows,
      ),
    );
    return new Map(rows.flat().map((one) => [`${one.table} ${String(one.row['id'])}`, one]));
  }

  async close(): Promise<void> {
    for (const { pool } of this.databases) await pool.end();
  }
}

async function everyTable(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ table: string }>(
    `select table_name as "table" from information_schema.columns
      where table_schema = 'public' and column_name in ('id', 'organisation_id')
      group by 1 having count(*) = 2 order by 1`,
  );
  return rows
    .map(
      ({ table }) =>
        `select '${table}' as "table", to_jsonb(t) as row from ${table} t where organisation_id = $1::uuid`,
    )
    .join(' union all ');
}
