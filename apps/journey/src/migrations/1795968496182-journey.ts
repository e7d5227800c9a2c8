import { kitTables } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Journey1795968496182 implements MigrationInterface {
  readonly name = 'Journey1795968496182';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES + tenantTable('journey_customer'));
    await runner.query(kitTables());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table journey_customer, subject_identifier, inbox, index_state');
  }
}

const TABLES = `
  create table journey_customer (
    organisation_id uuid not null,
    id uuid not null,
    external_contact_id uuid,
    name text,
    email text,
    phone text,
    status text not null,
    primary key (organisation_id, id)
  );
  create index journey_customer_contact on journey_customer (organisation_id, external_contact_id);
`;
