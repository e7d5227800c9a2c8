import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `rounds`: each time that a request went on searching, or back to an earlier step, and the ids that were new then
 * (closure/stored-subject.ts). `round` of a task counts along, so that an effect is told from its repetition. The index
 * finds the last request of a member: it may know of somebody whose record is gone (requirements D24).
 */
export class Rounds1794000000000 implements MigrationInterface {
  readonly name = 'Rounds1794000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table gdpr_request add column rounds jsonb not null default '[]'`);
    await runner.query('alter table task add column round smallint not null default 1');
    await runner.query('create index gdpr_request_member on gdpr_request (organisation_id, member_key, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index gdpr_request_member');
    await runner.query('alter table task drop column round');
    await runner.query('alter table gdpr_request drop column rounds');
  }
}
