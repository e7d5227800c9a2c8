import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { query } from '../databases.ts';
import type { Lethe } from '../lethe.ts';
import { servicesOf } from './catalogue.ts';

/** One table of one service, and a row that is in it. */
export interface Table {
  service: string;
  name: string;
  /** Whether its rows name their organisation; else they are the service's own. */
  owned: boolean;
  /** Whether a tenant's transactions see it; else it is for those of the service itself. */
  tenanted: boolean;
  /** A row as JSON; of `organisation` where it is owned. Undefined: there is none. */
  sample?: string;
  columns: string[];
}

/** Every table of every service, with a row of the organisation as the superuser sees it. */
export async function tablesOf(lethe: Lethe, organisation: string): Promise<Table[]> {
  const tables = await Promise.all(
    servicesOf(lethe).map(async (service) => {
      const rows = await query<Omit<Table, 'service'>>(lethe, service, LIST);
      return rows.map((row) => ({ service, ...row }));
    }),
  );
  return Promise.all(
    tables.flat().map(async (table) => {
      const mine =
        table.name === 'public.organisation'
          ? `where id = '${organisation}'`
          : table.owned
            ? `where organisation_id = '${organisation}'`
            : '';
      const [row] = await query<{ line: string }>(
        lethe,
        table.service,
        `select to_jsonb(t)::text as line from ${table.name} t ${mine} limit 1`,
      );
      return { ...table, sample: row?.line };
    }),
  );
}

const LIST = `
  select format('%I.%I', n.nspname, c.relname) as name, exists (select from pg_policy
    where polrelid = c.oid and pg_get_expr(polqual, polrelid) like '%lethe.organisation%') as tenanted,
    exists (select from pg_attribute where attrelid = c.oid and attname = 'organisation_id') as owned,
    array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
      and attgenerated = '' order by attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

/** What is in a table only while something is under way, or in no data of a test. */
const PASSING: Record<string, object> = {
  'public.storage_removal': {
    id: randomUUID(),
    location: 'test/planted',
    prefix: 'test/planted',
    due_at: '2999-01-01',
    progressed_at: '2999-01-01',
  },
  'public.subject_identifier': {
    kind: 'EMAIL',
    key: 'planted',
    record_type: 'planted',
    record_id: randomUUID(),
    version: 0,
  },
  // Of a domain without an identifier; of the others it is there.
  'public.index_state': { version: 0 },
  'public.rekey_due': {
    record_type: 'planted',
    parent_id: randomUUID(),
    default_country: 'US',
    after_id: randomUUID(),
  },
};

/** A row of the organisation in each of those. Resolves to what removes them again. */
export async function plantPassing(lethe: Lethe, organisation: string): Promise<() => Promise<void>> {
  const each = async (statement: (name: string, row: string) => string) => {
    for (const service of servicesOf(lethe)) {
      for (const [name, row] of Object.entries(PASSING)) {
        const [found] = await query<{ there: boolean }>(
          lethe,
          service,
          `select to_regclass('${name}') is not null as there`,
        );
        if (found!.there)
          await query(lethe, service, statement(name, JSON.stringify({ organisation_id: organisation, ...row })));
      }
    }
  };
  await each(
    (name, row) =>
      `insert into ${name} select * from jsonb_populate_record(null::${name}, '${row}') on conflict do nothing`,
  );
  return () =>
    each(
      (name, row) =>
        `delete from ${name} t where to_jsonb(t) = to_jsonb(jsonb_populate_record(null::${name}, '${row}'))`,
    );
}

/** What a statement did: how many rows it saw or changed, or SQLSTATE of the refusal. Nothing of it stays. */
export async function attempt(
  client: pg.Client,
  settings: Record<string, string>,
  sql: string,
  values: string[] = [],
): Promise<number | string> {
  await client.query('begin');
  try {
    for (const [name, value] of Object.entries(settings))
      await client.query('select set_config($1, $2, true)', [name, value]);
    return (await client.query(sql, values)).rowCount ?? 0;
  } catch (error) {
    return (error as { code?: string }).code ?? 'no code';
  } finally {
    await client.query('rollback');
  }
}

export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
