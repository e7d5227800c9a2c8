import { DataSource, type EntityManager, type EntitySchema, type MigrationInterface } from 'typeorm';
import pg from 'pg';
import { streamOf } from './link.ts';
import { PreparingClient } from './preparing-client.ts';

export type EntityClass = (new () => object) | EntitySchema;
export type MigrationClass = new () => MigrationInterface;

/**
 * A call that waits longer than this for a connection, a new one or one that is free again, is answered 503: just less
 * than the 2.5 s that its caller waits. A burst of calls to a service that has just started needs all of it.
 */
const CONNECT_MS = 2_400;
const STATEMENT_MS = 30_000;
/**
 * What a server does for a service that it lost without a word: its locks go, its session soon after. Longer than a busy
 * service needs between two statements of a transaction, shorter
 * than LETHE_REPLY_SECONDS, after which a task that waits for the locks is sent again.
 */
const IDLE_IN_TRANSACTION_MS = 8_000;
const IDLE_SESSION_MS = 20_000;
/** pg-pool closes a connection that was idle for 10 s. */
const IDLE_IN_POOL_MS = 10_000;
const MARGIN_MS = 5_000;

/**
 * Settings of a session whose statements look up rows by their keys, few at a time. Plans are kept for a
 * while (preparing-client.ts): of the generated statements planning costs ten times as much as running. A plan that is kept knows no values, so it may
 * not read a table as a whole because it expects many.
 */
export const LOOK_UPS = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
} as const;

export interface DatabaseOptions {
  url: string;
  entities: EntityClass[];
  poolSize?: number;
  /** Milliseconds after which a statement is cancelled; default 30,000. */
  statementTimeout?: number;
  /** Of each session, such as `synchronous_commit`. */
  settings?: Readonly<Record<string, string>>;
  /** Told when an idle connection dies; the pool heals by itself. */
  onConnectionError: (error: unknown) => void;
}

/** The data source of a service. No migrations and no `synchronize`: the service's role may not change the schema. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    // TypeORM looks for it in node_modules otherwise, where a bundle has none, or a second one.
    driver: pg,
    url: options.url,
    entities: options.entities,
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: CONNECT_MS,
    poolErrorHandler: options.onConnectionError,
    extra: connectionOptions(options),
  });
}

/**
 * A plain pool beside TypeORM's, for generated and prepared statements and for second looks on connections of their
 * own. Statements do not wait for the answers of earlier ones on the same connection; cursors and query streams do not
 * work on it.
 */
export function createPool(options: Omit<DatabaseOptions, 'entities'>): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_MS,
    pipeline: true,
    ...connectionOptions(options),
  });
  pool.on('error', options.onConnectionError);
  pool.on('connect', (client) => client.on('error', options.onConnectionError));
  return pool;
}

/** What pg is told of each connection. */
function connectionOptions({ url, statementTimeout = STATEMENT_MS, settings = {} }: Omit<DatabaseOptions, 'entities'>) {
  // Statements that look like much work to the planner touch a few rows: compiling them takes longer than running them.
  const session = { idle_session_timeout: String(IDLE_SESSION_MS), jit: 'off', ...settings };
  return {
    Client: PreparingClient,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    idleTimeoutMillis: IDLE_IN_POOL_MS,
    stream: streamOf(url, Math.max(statementTimeout, IDLE_IN_POOL_MS) + MARGIN_MS),
  };
}

/** Resolves when the database answers; tries for ever, as a service may start before its database does. */
export async function connectPatiently(dataSource: DataSource, onFailure: (error: unknown) => void): Promise<void> {
  for (;;) {
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      onFailure(error);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

export type { EntityManager };
