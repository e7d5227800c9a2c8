import type { OwnPostgres } from '@lethe/testing';
import pg from 'pg';
import { migrations } from '../../src/migrations/index.ts';
import { looksOn, type Looks } from './looks.ts';

/** The product's statement `name` with some of it replaced: a guard taken out. */
export interface Alteration {
  name: string;
  find: string | RegExp;
  replace: string;
}

export interface ModelDatabase {
  /** As the service. Statements that the alteration names are changed on their way. */
  pool(size: number): pg.Pool;
  /** As the service too, for `inLanes`. */
  lanesPool(size: number): pg.Pool;
  /** As the superuser, whom no policy stops. */
  looks: Looks;
  end(): Promise<void>;
}

/**
 * A database whose clock stands still: time passes for one organisation when all its dates move back. A role of its own
 * sees no organisations but those of `model.lanes`, so that work which anybody may take is taken for those alone.
 */
export async function modelDatabase(postgres: OwnPostgres, alteration?: Alteration): Promise<ModelDatabase> {
  const { name: database, url, role } = await postgres.provision(migrations);
  const lanes = `${database}_lanes`;
  for (const setting of OFTEN_CLEANED) await postgres.query(`alter system set ${setting}`);
  await postgres.query(
    `select pg_reload_conf(); create role "${lanes}" login in role "${role}"; ${QUICK.map((setting) => `alter database "${database}" set ${setting};`).join('')}`,
  );
  await postgres.query(
    [FROZEN, ...UNLOGGED, ...['gdpr_request', 'archive'].map((table) => lanesOf(table, lanes))].join(';'),
    database,
  );
  const pools: pg.Pool[] = [];
  const open = (address: string, size: number) => {
    // Unlike the product's, which gives up when all connections are busy for long.
    const pool = new pg.Pool({ connectionString: address, max: size, pipeline: true });
    pools.push(pool);
    return pool;
  };
  const asService = (address: string) => (size: number) => {
    const made = open(address, size);
    if (alteration) made.on('connect', (client) => alter(client, alteration));
    return made;
  };
  const end = async () => void (await Promise.all(pools.map((each) => each.end())));
  return {
    pool: asService(url),
    lanesPool: asService(postgres.url(database, lanes)),
    looks: await looksOn(open(postgres.url(database), 2)),
    end,
  };
}

/** A `lanesPool` for these organisations alone. */
export function inLanes(pool: pg.Pool, organisationIds: string[]): pg.Pool {
  const connect = async () => {
    const client = await pool.connect();
    // Leaves together with what follows. If it fails, so does that.
    client
      .query({
        name: 'lanes',
        text: `select set_config('model.lanes', $1, false)`,
        values: [`{${organisationIds.join(',')}}`],
      })
      .catch(() => undefined);
    return client;
  };
  return { connect } as unknown as pg.Pool;
}

function alter(client: pg.PoolClient, { name, find, replace }: Alteration): void {
  const query = client.query.bind(client) as (config: unknown, values?: unknown) => unknown;
  const altered = (config: { name?: string; text: string }, values?: unknown) => {
    if (config.name !== name) return query(config, values);
    const text = config.text.replace(find, replace);
    if (text === config.text)
      throw new Error(`The statement ${name} does not contain ${String(find)}: the alteration would change nothing.`);
    return query({ ...config, text }, values);
  };
  Object.assign(client, { query: altered });
}

const FROZEN = `create or replace function lethe_now() returns timestamptz language sql stable parallel safe as $$
  select timestamptz '2026-03-01 12:00:00+00' $$`;

const lanesOf = (table: string, role: string) =>
  `create policy lanes on ${table} as restrictive to "${role}" using (organisation_id = any ((select current_setting('model.lanes')::uuid[])::uuid[]))`;

/** Nothing here has to survive the server. */
const UNLOGGED = ['request_trace', 'request_call', 'storage_removal', 'archive', 'task', 'gdpr_request'].map(
  (table) => `alter table ${table} set unlogged`,
);
/**
 * A growing database of many small updates: without new statistics now and then its plans are those of empty tables,
 * which cost three times as much.
 */
const OFTEN_CLEANED = [
  `autovacuum_naptime = '2s'`,
  'autovacuum_vacuum_cost_delay = 0',
  'update_process_title = off',
  'autovacuum_vacuum_threshold = 500',
];
/** Each statement is about a few rows, whatever the size of the tables: found by an index, and never planned again. */
const QUICK = [
  'synchronous_commit = off',
  'jit = off',
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
];
