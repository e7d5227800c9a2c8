import { systemPolicy, tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which request a call of the gateway has created: a message may be delivered more than once, even when the request has
 * ended since.
 */
export class RequestCalls1790000001000 implements MigrationInterface {
  readonly name = 'RequestCalls1790000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table request_call (
        organisation_id uuid not null,
        call_id uuid not null,
        request_id uuid references gdpr_request on delete cascade,
        created_at timestamptz not null,
        primary key (organisation_id, call_id)
      );
      create index request_call_age on request_call (created_at);
      create index request_call_request on request_call (request_id);
      ${tenantTable('request_call')}
      ${systemPolicy('request_call')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table request_call');
  }
}
