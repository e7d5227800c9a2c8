import { escapeIdentifier, type Client } from 'pg';
import { connect } from './connect.ts';

/** Rows that are held at once. */
const ROWS_AT_ONCE = 1_000;

export interface Relation {
  schema: string;
  name: string;
}

/**
 * Everything in the database that holds rows of its own, PostgreSQL's catalogues among it; those that all databases
 * share only where asked for.
 */
export async function relationsOf(client: Client, shared: boolean): Promise<Relation[]> {
  const { rows } = await client.query<Relation>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm', 'f') and (not c.relisshared or $1) order by 1, 2`,
    [shared],
  );
  return rows;
}

/** Each row as JSON. `what`: a table or a query. */
export async function* rowsOf(client: Client, what: string): AsyncGenerator<string> {
  await client.query('begin read only');
  try {
    await client.query(
      `declare residue no scroll cursor for select row_to_json(residue_row.*)::text as line from ${what} residue_row`,
    );
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`fetch ${ROWS_AT_ONCE} from residue`);
      for (const { line } of rows) yield line;
      if (rows.length < ROWS_AT_ONCE) return;
    }
  } finally {
    await client.query('rollback');
  }
}

export const quoted = ({ schema, name }: Relation): string => `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;

/** The services' own rows, as lines: database, table, JSON. */
export async function* ownRows(
  databases: Record<string, string> & { admin: string },
): AsyncGenerator<{ database: string; table: string; line: string }> {
  for (const [database, url] of Object.entries(databases).filter(([name]) => name !== 'admin')) {
    const client = await connect(databases.admin, new URL(url).pathname.slice(1));
    try {
      for (const relation of (await relationsOf(client, false)).filter(
        ({ schema }) => !['pg_catalog', 'information_schema'].includes(schema),
      )) {
        for await (const line of rowsOf(client, quoted(relation)))
          yield { database, table: `${relation.schema}.${relation.name}`, line };
      }
    } finally {
      await client.end();
    }
  }
}
