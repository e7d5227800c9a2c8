import { kitTables } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Users1790000000000 implements MigrationInterface {
  readonly name = 'Users1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(USER + tenantTable('directory_user'));
    await runner.query(kitTables());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table directory_user, subject_identifier, inbox');
  }
}

/** The e-mail address is unique among living users: a deleted one gives it free. */
const USER = `
  create table directory_user (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    preferred_name text,
    email text,
    username text,
    title text,
    department text,
    addresses jsonb,
    chat jsonb,
    images jsonb,
    biography jsonb,
    employer_info jsonb,
    certifications jsonb,
    profile_skills jsonb,
    locations jsonb,
    geolocation jsonb,
    out_of_office jsonb,
    presence_message text,
    state text not null,
    state_change_date timestamptz,
    division_id uuid not null,
    version integer not null,
    date_created timestamptz not null default lethe_now(),
    date_modified timestamptz not null default lethe_now(),
    erased_at timestamptz,
    primary key (organisation_id, id)
  );
  create unique index directory_user_email on directory_user (organisation_id, lower(email)) where state <> 'deleted';`;
