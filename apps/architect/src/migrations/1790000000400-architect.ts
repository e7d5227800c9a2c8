import { fileTables, kitTables, storedFileColumns } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['flow', 'prompt', 'prompt_resource', 'prompt_audio', 'data_table', 'data_table_row', 'authorship'];

export class Architect1790000000400 implements MigrationInterface {
  readonly name = 'Architect1790000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FLOW + PROMPT + DATA_TABLE + AUTHORSHIP);
    for (const table of TABLES) await runner.query(tenantTable(table));
    await runner.query(kitTables() + fileTables());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${TABLES.toReversed().join(', ')}, storage_removal, subject_identifier, inbox`);
  }
}

const FLOW = `
  create table flow (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    description text,
    type text not null,
    division_id uuid not null,
    configuration jsonb not null,
    published_version text,
    primary key (organisation_id, id)
  );`;

const PROMPT = `
  create table prompt (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    description text,
    division_id uuid not null,
    primary key (organisation_id, id)
  );
  create table prompt_resource (
    organisation_id uuid not null,
    id uuid not null,
    prompt_id uuid not null,
    language text not null,
    tts_string text,
    text text,
    tags jsonb,
    primary key (organisation_id, id),
    constraint prompt_resource_language unique (organisation_id, prompt_id, language),
    constraint prompt_resource_prompt_fkey foreign key (organisation_id, prompt_id) references prompt (organisation_id, id)
  );
  create table prompt_audio (
    organisation_id uuid not null,
    id uuid not null,
    resource_id uuid not null,
    user_id uuid not null,
    ${storedFileColumns()},
    primary key (organisation_id, id),
    constraint prompt_audio_resource_fkey foreign key (organisation_id, resource_id) references prompt_resource (organisation_id, id)
  );
  create index prompt_audio_user on prompt_audio (organisation_id, user_id);
  create index prompt_audio_resource on prompt_audio (organisation_id, resource_id);`;

const DATA_TABLE = `
  create table data_table (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    description text,
    division_id uuid not null,
    schema jsonb not null,
    primary key (organisation_id, id)
  );
  create table data_table_row (
    organisation_id uuid not null,
    id uuid not null,
    table_id uuid not null,
    data jsonb not null,
    personal_columns jsonb not null,
    primary key (organisation_id, id),
    constraint data_table_row_table_fkey foreign key (organisation_id, table_id) references data_table (organisation_id, id)
  );
  create unique index data_table_row_key on data_table_row (organisation_id, table_id, (data ->> 'key'));`;

const AUTHORSHIP = `
  create table authorship (
    organisation_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    object_type text not null,
    object_id uuid not null,
    action text not null,
    version text,
    at timestamptz not null,
    name text,
    email text,
    erased_at timestamptz,
    primary key (organisation_id, id)
  );
  create index authorship_user on authorship (organisation_id, user_id);
  create index authorship_object on authorship (organisation_id, object_id);`;
