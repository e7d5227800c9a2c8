import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/** Runs one statement in the tenant's transaction and answers its rows; an update or delete is run for its effect only. */
export type Run = <R>(sql: string, values?: unknown[]) => Promise<R[]>;

/** In a transaction in which entities are saved, too. */
export const runWith =
  (manager: Pick<EntityManager, 'query'>): Run =>
  (sql, values) =>
    manager.query(sql, values);

export const runOn =
  (client: PoolClient): Run =>
  async (sql, values) =>
    (await client.query(sql, values)).rows as never[];
