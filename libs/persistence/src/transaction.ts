import { unavailable } from '@lethe/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import type { Pool, PoolClient } from 'pg';

/**
 * Row-level security reads `lethe.organisation`. It is set per transaction; a statement outside of one fails with an error, it
 * never sees an empty table (architecture, "Tenancy and trust").
 */
const SET_TENANT = `select set_config('lethe.organisation', $1, true)`;
/** Work of the service itself across organisations: claiming tasks, finding the client of a token request. */
const SET_SYSTEM = `select set_config('lethe.organisation', '00000000-0000-0000-0000-000000000000', true), set_config('lethe.scope', 'system', true)`;

/** One transaction for one organisation on TypeORM's pool. Never hold it open over a network call. */
export function inTenant<T>(dataSource: DataSource, organisationId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return transaction(dataSource, async (manager) => {
    await manager.query(SET_TENANT, [organisationId]);
    return work(manager);
  });
}

/** One transaction across organisations; only tables with `systemPolicy` let it see anything. */
export function inSystem<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return transaction(dataSource, async (manager) => {
    await manager.query(SET_SYSTEM);
    return work(manager);
  });
}

/** A service listens before its database answers (`connectPatiently`). */
async function transaction<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  if (!dataSource.isInitialized) throw unavailable('The database');
  return dataSource.transaction(work);
}

/** As `inTenant`, on a plain pool. */
export function inTenantOnPool<T>(pool: Pool, organisationId: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return onPool(pool, SET_TENANT, [organisationId], work);
}

/** As `inSystem`, on a plain pool. */
export function inSystemOnPool<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return onPool(pool, SET_SYSTEM, [], work);
}

async function onPool<T>(pool: Pool, scope: string, values: unknown[], work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query(scope, values);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
