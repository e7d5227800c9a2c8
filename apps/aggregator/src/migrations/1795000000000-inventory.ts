import { systemTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each domain was recorded to hold (requirements R2): its first answer, later what an operator recorded. `digest`
 * is of the entry, so that nobody reads it while nothing has changed.
 */
export class Inventory1795000000000 implements MigrationInterface {
  readonly name = 'Inventory1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table domain_inventory (
        name text primary key,
        entry jsonb not null,
        digest text not null,
        recorded_at timestamptz not null
      );`);
    await runner.query(systemTable('domain_inventory'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table domain_inventory');
  }
}
