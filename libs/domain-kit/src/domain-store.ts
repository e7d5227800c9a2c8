import type { CallContext } from '@lethe/contracts';
import { inTenant } from '@lethe/persistence';
import type { Transaction } from '@lethe/platform/failpoints';
import type { DataSource, EntityManager } from 'typeorm';
import type { Pool } from 'pg';
import type { DomainModel } from './model/domain-model.ts';
import { eraseSql } from './sql/erase-sql.ts';
import { locateSql } from './sql/locate-sql.ts';

export type TenantContext = Pick<CallContext, 'organisationId' | 'defaultCountry'>;

/**
 * A domain's store: its data source, a second pool for the check after erasure, its model and the statements made from
 * it.
 */
export class DomainStore {
  readonly locateSql: string;
  readonly eraseSql: string;

  constructor(
    readonly dataSource: DataSource,
    readonly verifyPool: Pool,
    readonly model: DomainModel,
  ) {
    this.locateSql = locateSql(model);
    this.eraseSql = eraseSql(model);
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
