import { kitTables } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['contact_list', 'dialer_contact', 'call_record', 'dnc_list', 'dnc_entry'];

export class Outbound1790000000200 implements MigrationInterface {
  readonly name = 'Outbound1790000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONTACT_LIST + DIALER_CONTACT + CALL_RECORD + DNC_LIST + DNC_ENTRY);
    for (const table of TABLES) await runner.query(tenantTable(table));
    await runner.query(kitTables());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table dnc_entry, dnc_list, call_record, dialer_contact, contact_list, subject_identifier, inbox',
    );
  }
}

const CONTACT_LIST = `
  create table contact_list (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    division_id uuid not null,
    column_names jsonb not null,
    phone_columns jsonb not null,
    email_columns jsonb not null,
    whats_app_columns jsonb not null,
    name_columns jsonb not null,
    address_columns jsonb not null,
    version integer not null,
    date_created timestamptz not null default lethe_now(),
    date_modified timestamptz not null default lethe_now(),
    primary key (organisation_id, id)
  );`;

const DIALER_CONTACT = `
  create table dialer_contact (
    organisation_id uuid not null,
    id uuid not null,
    contact_list_id uuid not null,
    data jsonb not null,
    column_roles jsonb not null,
    latest_sms_evaluations jsonb,
    latest_email_evaluations jsonb,
    latest_whats_app_evaluations jsonb,
    callable boolean not null,
    phone_number_status jsonb,
    contactable_status jsonb,
    date_created timestamptz not null default lethe_now(),
    primary key (organisation_id, id),
    constraint dialer_contact_list_fkey foreign key (organisation_id, contact_list_id) references contact_list (organisation_id, id) on delete cascade
  );
  create index dialer_contact_list on dialer_contact (organisation_id, contact_list_id);`;

const CALL_RECORD = `
  create table call_record (
    organisation_id uuid not null,
    id uuid not null,
    contact_id uuid not null,
    column_name text not null,
    last_attempt timestamptz not null,
    last_result text not null,
    primary key (organisation_id, id),
    constraint call_record_contact_column unique (organisation_id, contact_id, column_name),
    constraint call_record_contact_fkey foreign key (organisation_id, contact_id) references dialer_contact (organisation_id, id) on delete cascade
  );`;

const DNC_LIST = `
  create table dnc_list (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    division_id uuid not null,
    dnc_source_type text not null,
    contact_method text,
    version integer not null,
    date_created timestamptz not null default lethe_now(),
    date_modified timestamptz not null default lethe_now(),
    primary key (organisation_id, id)
  );`;

/** No column holds a number or an address: `hash` is a keyed hash. */
const DNC_ENTRY = `
  create table dnc_entry (
    organisation_id uuid not null,
    id uuid not null,
    dnc_list_id uuid not null,
    kind text not null,
    hash text not null,
    expires_at timestamptz,
    date_created timestamptz not null default lethe_now(),
    primary key (organisation_id, id),
    constraint dnc_entry_list_kind_hash unique (organisation_id, dnc_list_id, kind, hash),
    constraint dnc_entry_list_fkey foreign key (organisation_id, dnc_list_id) references dnc_list (organisation_id, id) on delete cascade
  );`;
