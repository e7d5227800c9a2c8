import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When something last got on, so that what stands still can be told from what is busy. Former versions write none: the
 * default is theirs.
 */
export class Progress1791000000000 implements MigrationInterface {
  readonly name = 'Progress1791000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`alter table ${table} add column progressed_at timestamptz not null default lethe_now()`);
    await runner.query(LOST);
    await runner.query(SUSPECTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index task_suspect');
    await runner.query('alter table gdpr_request drop column work_lost');
    for (const table of TABLES) await runner.query(`alter table ${table} drop column progressed_at`);
  }
}

const TABLES = ['gdpr_request', 'task', 'storage_removal'];

/**
 * Claims of the aggregator's own work in a row that nobody concluded: what ends its builder again and again ends too.
 */
const LOST = 'alter table gdpr_request add column work_lost smallint not null default 0';

/** Tasks of which a call of their own was lost: looked for at every claim, and few (dispatch/claim-tasks.ts). */
const SUSPECTS = 'create index task_suspect on task (domain, due_at) where due_at is not null and lost > 1';
