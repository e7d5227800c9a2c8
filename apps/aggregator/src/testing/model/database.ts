import type { TestPostgres } from '@lethe/testing';
import pg from 'pg';
import { migrations } from '../../migrations/index.ts';

/** The product's statement `name` with some of it replaced: a guard taken out. */
export interface Alteration {
  name: string;
  find: string | RegExp;
  replace: string;
}

export interface ModelDatabase {
  /** As the service. Statements that the alteration names are changed on their way. */
  pool(size: number): pg.Pool;
  /** As the superuser, whom no policy stops. */
  admin: pg.Pool;
  end(): Promise<void>;
}

/**
 * A database whose clock stands still: time passes for one organisation when all its dates move back. A transaction that names
 * organisations in `model.lanes` sees no other, so that work which anybody may take is taken for those alone.
 */
export async function modelDatabase(postgres: TestPostgres, database: string, alteration?: Alteration): Promise<ModelDatabase> {
  const url = await postgres.provision(database, migrations);
  await postgres.query(FROZEN, database);
  for (const table of ['gdpr_request', 'archive']) await postgres.query(lanesOf(table), database);
  const pools: pg.Pool[] = [];
  const open = (address: string, size: number) => {
    // Unlike the product's, which gives up when all connections are busy for long.
    const pool = new pg.Pool({ connectionString: address, max: size });
    pools.push(pool);
    return pool;
  };
  const pool = (size: number) => {
    const made = open(url, size);
    if (alteration) made.on('connect', (client) => alter(client, alteration));
    return made;
  };
  return { pool, admin: open(postgres.url(database), 3), end: async () => void (await Promise.all(pools.map((each) => each.end()))) };
}

/** The same pool for these organisations alone. */
export function inLanes(pool: pg.Pool, organisationIds: string[]): pg.Pool {
  const connect = async () => {
    const client = await pool.connect();
    await client.query({ name: 'lanes', text: `select set_config('model.lanes', $1, false)`, values: [`{${organisationIds.join(',')}}`] });
    return client;
  };
  return { connect } as unknown as pg.Pool;
}

function alter(client: pg.PoolClient, { name, find, replace }: Alteration): void {
  const query = client.query.bind(client) as (config: unknown, values?: unknown) => unknown;
  const altered = (config: { name?: string; text: string }, values?: unknown) => {
    if (config.name !== name) return query(config, values);
    const text = config.text.replace(find, replace);
    if (text === config.text) throw new Error(`The statement ${name} does not contain ${String(find)}: the alteration would change nothing.`);
    return query({ ...config, text }, values);
  };
  Object.assign(client, { query: altered });
}

const FROZEN = `create or replace function lethe_now() returns timestamptz language sql stable parallel safe as $$ select timestamptz '2026-03-01 12:00:00+00' $$`;

const lanesOf = (table: string) => `
  create policy lanes on ${table} as restrictive using (
    case when coalesce(current_setting('model.lanes', true), '') = '' then true else organisation_id = any (current_setting('model.lanes')::uuid[]) end)`;
