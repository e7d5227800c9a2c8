import { unavailable } from '@lethe/contracts';
import { failpoint, failpointsInUse, type Transaction } from '@lethe/platform/failpoints';
import type { DataSource, EntityManager } from 'typeorm';
import type { Pool, PoolClient, QueryConfig } from 'pg';

/**
 * Row-level security reads `lethe.organisation`. It is set per transaction; a statement outside of one fails with an
 * error, it never sees an empty table (architecture, "Tenancy and trust").
 */
const SET_TENANT = `select set_config('lethe.organisation', $1, true)`;
/** Work of the service itself across organisations: claiming tasks, finding the client of a token request. */
const SET_SYSTEM = `select set_config('lethe.organisation', '00000000-0000-0000-0000-000000000000', true), set_config('lethe.scope', 'system', true)`;

/**
 * One transaction for one organisation on TypeORM's pool. Never hold it open over a network call.
 * @param name of one that must survive the end of the process at any moment: it gets failpoints around its commit
 */
export function inTenant<T>(
  dataSource: DataSource,
  organisationId: string,
  work: (manager: EntityManager) => Promise<T>,
  name?: Transaction,
): Promise<T> {
  return transaction(
    dataSource,
    async (manager) => {
      await manager.query(SET_TENANT, [organisationId]);
      return work(manager);
    },
    name,
  );
}

/** One transaction across organisations; only tables with `systemPolicy` let it see anything. */
export function inSystem<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  name?: Transaction,
): Promise<T> {
  return transaction(
    dataSource,
    async (manager) => {
      await manager.query(SET_SYSTEM);
      return work(manager);
    },
    name,
  );
}

/** A service listens before its database answers (`connectPatiently`). */
async function transaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  name: Transaction | undefined,
): Promise<T> {
  if (!dataSource.isInitialized) throw unavailable('The database');
  let after: (() => void) | undefined;
  const result = await dataSource.transaction(async (manager) => {
    const worked = await work(manager);
    after = await beforeCommit(name, () => manager.query(HAS_CHANGED));
    return worked;
  });
  after?.();
  return result;
}

/** As `inTenant`, on a plain pool. */
export function inTenantOnPool<T>(
  pool: Pool,
  organisationId: string,
  work: (client: PoolClient) => Promise<T>,
  name?: Transaction,
): Promise<T> {
  return onPool(pool, { name: 'set-tenant', text: SET_TENANT, values: [organisationId] }, work, name);
}

/** As `inSystem`, on a plain pool. */
export function inSystemOnPool<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  name?: Transaction,
): Promise<T> {
  return onPool(pool, { name: 'set-system', text: SET_SYSTEM }, work, name);
}

/**
 * What opens it leaves together with the first statement of the work (`pipeline` of `createPool`): three trips for one
 * statement instead of five. Were the transaction not open or its scope not set, row-level security would refuse every
 * statement of the work.
 */
async function onPool<T>(
  pool: Pool,
  scope: QueryConfig,
  work: (client: PoolClient) => Promise<T>,
  name: Transaction | undefined,
): Promise<T> {
  const client = await pool.connect();
  const begun = Promise.all([client.query('begin'), client.query(scope)]);
  begun.catch(() => undefined);
  let broken: Error | undefined;
  try {
    const result = await work(client);
    await begun;
    const after = await beforeCommit(name, async () => (await client.query<Changed>(HAS_CHANGED)).rows);
    await client.query('commit');
    after?.();
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    // What failed first is why: all that follows only finds the transaction aborted.
    throw await begun.then(
      () => error,
      (first: unknown) => first,
    );
  } finally {
    client.release(broken);
  }
}

interface Changed {
  changed: boolean;
}

const HAS_CHANGED = 'select pg_current_xact_id_if_assigned() is not null as changed';

/**
 * Background work looks in vain every second; only a transaction that has changed or locked something reaches its
 * failpoints. Returns the second one.
 */
async function beforeCommit(
  name: Transaction | undefined,
  hasChanged: () => Promise<Changed[]>,
): Promise<(() => void) | undefined> {
  if (name === undefined || !failpointsInUse() || !(await hasChanged())[0]!.changed) return undefined;
  failpoint(`${name}.before-commit`);
  return () => failpoint(`${name}.after-commit`);
}
