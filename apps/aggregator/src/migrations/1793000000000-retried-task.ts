import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When an operator last had a parked task tried again: the same call once more, because its answer was lost, is no call
 * for something else.
 */
export class RetriedTask1793000000000 implements MigrationInterface {
  readonly name = 'RetriedTask1793000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table task add column retried_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table task drop column retried_at');
  }
}
