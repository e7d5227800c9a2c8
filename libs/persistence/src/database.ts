import { DataSource, type EntityManager, type EntitySchema, type MigrationInterface } from 'typeorm';
import pg from 'pg';

export type EntityClass = (new () => object) | EntitySchema;
export type MigrationClass = new () => MigrationInterface;

/** A call that waits longer than this for a connection or a statement answers 503 instead (requirement: within 3 s). */
const CONNECT_MS = 1_500;
const STATEMENT_MS = 30_000;
const IDLE_IN_TRANSACTION_MS = 30_000;

export interface DatabaseOptions {
  url: string;
  entities: EntityClass[];
  poolSize?: number;
  /** Milliseconds after which a statement is cancelled; default 30,000. */
  statementTimeout?: number;
  /** Told when an idle connection dies; the pool heals by itself. */
  onConnectionError: (error: unknown) => void;
}

/** The data source of a service. No migrations and no `synchronize`: the service's role may not change the schema. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    installExtensions: false,
    synchronize: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: CONNECT_MS,
    poolErrorHandler: options.onConnectionError,
    extra: { statement_timeout: options.statementTimeout ?? STATEMENT_MS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS },
  });
}

/** A plain pool beside TypeORM's, for generated and prepared statements and for second looks on connections of their own. */
export function createPool(options: Omit<DatabaseOptions, 'entities'>): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: options.statementTimeout ?? STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  pool.on('error', options.onConnectionError);
  pool.on('connect', (client) => client.on('error', options.onConnectionError));
  return pool;
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
