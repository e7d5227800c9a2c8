import { rekeyTable } from '@lethe/domain-kit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the columns of a list mean may be corrected; `infers`: it is read from the headings where nothing is declared. */
export class ListRoles1797000000000 implements MigrationInterface {
  readonly name = 'ListRoles1797000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contact_list add column infers boolean not null default true');
    await runner.query(rekeyTable());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rekey_due');
    await runner.query('alter table contact_list drop column infers');
  }
}
