import type { Client } from 'pg';
import { textOf, whole, type Place, type Places, type Unread } from '../place.ts';
import { connect, withDatabase } from './connect.ts';
import { quoted, relationsOf, rowsOf, type Relation } from './rows.ts';

/** What the server knows of itself beside its tables: statements that run or ran, names that clients gave, settings. */
const SERVER_VIEWS = [
  'pg_stat_activity',
  'pg_stat_replication',
  'pg_prepared_xacts',
  'pg_replication_slots',
  'pg_settings',
  'pg_file_settings',
  'pg_hba_file_rules',
];
/** An extension, which may have been created in any database. */
const STATEMENTS = 'pg_stat_statements';

/**
 * Every row of every table of every database of the server, as it would be answered. The catalogues are tables as well:
 * large objects, comments, defaults, and in pg_statistic the sample of values that ANALYZE took from each column.
 */
export async function* databases(admin: string): Places {
  const found = await withDatabase(
    admin,
    'postgres',
    async (client) =>
      (
        await client.query<{ name: string; open: boolean }>(
          'select datname as name, datallowconn as open from pg_database order by 1',
        )
      ).rows,
  );
  for (const [index, { name, open }] of found.entries()) {
    // template0 can not be written to, either.
    if (!open) continue;
    yield* whole(`database ${name}`, database(admin, name, index === 0));
  }
  yield* whole("PostgreSQL's log", serverLog(admin));
}

async function* database(admin: string, name: string, shared: boolean): Places {
  const client = await connect(admin, name);
  try {
    yield* tables(client, name, shared);
    yield* views(client, name, shared ? [...SERVER_VIEWS, STATEMENTS] : [STATEMENTS]);
  } finally {
    await client.end();
  }
}

async function* tables(client: Client, database: string, shared: boolean): AsyncGenerator<Place | Unread> {
  for (const relation of await relationsOf(client, shared)) {
    const place = `database ${database}, table ${relation.schema}.${relation.name}`;
    // Those of other sessions: even the superuser may not look into them.
    if (/^pg_temp_/.test(relation.schema)) yield { place, reason: 'a temporary table of a session' };
    else yield { name: place, read: () => textOf(rowsOf(client, ownRowsOf(relation))) };
  }
}

/**
 * Of the largest catalogues only what was made since the cluster was: the rest is PostgreSQL's own, nine times over.
 */
const FIRST_OWN_OID = 16_384;
const LARGE: Readonly<Record<string, string>> = {
  pg_proc: 'oid',
  pg_attribute: 'attrelid',
  pg_rewrite: 'oid',
  pg_operator: 'oid',
  pg_type: 'oid',
  pg_collation: 'oid',
  pg_conversion: 'oid',
  pg_class: 'oid',
};

function ownRowsOf(relation: Relation): string {
  const key = relation.schema === 'pg_catalog' ? LARGE[relation.name] : undefined;
  return key === undefined ? quoted(relation) : `(select * from ${quoted(relation)} where ${key} >= ${FIRST_OWN_OID})`;
}

async function* views(client: Client, database: string, names: readonly string[]): AsyncGenerator<Place> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and c.relname = any($1)`,
    [names],
  );
  for (const view of rows) {
    const own =
      view.name === 'pg_stat_activity' ? `(select * from ${quoted(view)} where pid <> pg_backend_pid())` : quoted(view);
    yield { name: `database ${database}, view ${view.name}`, read: () => textOf(rowsOf(client, own)) };
  }
}

/** Of a server that collects its log itself; otherwise it goes where the process writes. */
async function* serverLog(admin: string): AsyncGenerator<Place> {
  const client = await connect(admin, 'postgres');
  try {
    const {
      rows: [collector],
    } = await client.query<{ on: boolean; folder: string }>(
      `select current_setting('logging_collector')::boolean as on, current_setting('log_directory') as folder`,
    );
    if (collector?.on !== true) return;
    const { rows } = await client.query<{ name: string }>('select name from pg_ls_logdir()');
    for (const { name } of rows)
      yield { name: `PostgreSQL's log ${name}`, read: () => serverFile(client, `${collector.folder}/${name}`) };
  } finally {
    await client.end();
  }
}

const PIECE_BYTES = 4 * 1024 * 1024;

/** A file of the server, as the server reads it. */
export async function* serverFile(client: Client, path: string): AsyncGenerator<Buffer> {
  for (let at = 0; ;) {
    const { rows } = await client.query<{ bytes: Buffer | null }>(
      'select pg_read_binary_file($1, $2, $3, true) as bytes',
      [path, at, PIECE_BYTES],
    );
    const bytes = rows[0]?.bytes;
    if (!bytes || bytes.length === 0) return;
    yield bytes;
    at += bytes.length;
  }
}
