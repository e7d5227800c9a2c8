import type { CallContext } from '@lethe/contracts';
import { inSystemOnPool, inTenant, inTenantOnPool } from '@lethe/persistence';
import type { Transaction } from '@lethe/platform/failpoints';
import type { DataSource, EntityManager } from 'typeorm';
import type { Pool } from 'pg';
import type { DomainModel } from './model/domain-model.ts';
import { eraseSql } from './sql/erase-sql.ts';
import { locateSql } from './sql/locate-sql.ts';
import { runOn, type Run } from './verbs/run.ts';

/** Plain pools beside the data source's: work that waits for locks in one keeps no other from its connections. */
export interface StorePools {
  /** Locating and erasing. */
  tasks: Pool;
  /** Second looks. */
  checks: Pool;
  /** Walks through whole tables, which nobody waits for. */
  walks: Pool;
}

export type TenantContext = Pick<CallContext, 'organisationId' | 'defaultCountry'>;

/** A domain's store, its model and the statements made from it. */
export class DomainStore {
  readonly locateSql: string;
  readonly eraseSql: string;

  constructor(
    readonly dataSource: DataSource,
    private readonly pools: StorePools,
    readonly model: DomainModel,
  ) {
    this.locateSql = locateSql(model);
    this.eraseSql = eraseSql(model);
  }

  /** One transaction of statements for one organisation: nothing saves entities in it. `name` as in `inTenant`. */
  run<T>(context: TenantContext, work: (run: Run) => Promise<T>, name?: Transaction): Promise<T> {
    return inTenantOnPool(this.pools.tasks, context.organisationId, (client) => work(runOn(client)), name);
  }

  /** As `run`, on connections of its own: a second look after a change (requirements D26). */
  check<T>(context: TenantContext, work: (run: Run) => Promise<T>): Promise<T> {
    return inTenantOnPool(this.pools.checks, context.organisationId, (client) => work(runOn(client)));
  }

  /** As `run`, on a connection of its own, and nothing can be changed: a walk through a table takes nobody's place. */
  look<T>(context: TenantContext, work: (run: Run) => Promise<T>): Promise<T> {
    return inTenantOnPool(this.pools.walks, context.organisationId, async (client) => {
      await client.query('set transaction read only');
      return work(runOn(client));
    });
  }

  /** One transaction across organisations, as in `inSystemOnPool`. */
  runForAll<T>(work: (run: Run) => Promise<T>, name?: Transaction): Promise<T> {
    return inSystemOnPool(this.pools.checks, (client) => work(runOn(client)), name);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool) => pool.end()));
    await this.dataSource.destroy();
  }

  /**
   * One transaction for one organisation; the identifier index follows what is saved in it. `name` as in `inTenant`.
   */
  transaction<T>(context: TenantContext, work: (manager: EntityManager) => Promise<T>, name?: Transaction): Promise<T> {
    return inTenant(
      this.dataSource,
      context.organisationId,
      (manager) => {
        manager.queryRunner!.data = { ...manager.queryRunner!.data, defaultCountry: context.defaultCountry };
        return work(manager);
      },
      name,
    );
  }
}
