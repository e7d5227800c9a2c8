import { kitTables } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'journey_deployment',
  'journey_customer',
  'journey_consent',
  'journey_contact_link',
  'journey_session',
  'journey_event',
];

export class Journey1795968496182 implements MigrationInterface {
  readonly name = 'Journey1795968496182';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CUSTOMER + VISIT);
    for (const table of TABLES) await runner.query(tenantTable(table));
    await runner.query(kitTables());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${TABLES.toReversed().join(', ')}, subject_identifier, inbox, index_state`);
  }
}

const CUSTOMER = `
  create table journey_deployment (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    customer_types jsonb not null,
    primary key (organisation_id, id)
  );
  create table journey_customer (
    organisation_id uuid not null,
    id uuid not null,
    customer_type text not null,
    customer_id text not null,
    external_id text,
    traits jsonb not null,
    primary key (organisation_id, id),
    constraint journey_customer_word unique (organisation_id, customer_type, customer_id)
  );
  create table journey_consent (
    organisation_id uuid not null,
    id uuid not null,
    journey_customer_id uuid not null,
    given_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (organisation_id, id),
    constraint journey_consent_customer_fkey foreign key (organisation_id, journey_customer_id) references journey_customer (organisation_id, id) on delete cascade
  );
  create index journey_consent_customer on journey_consent (organisation_id, journey_customer_id);
  create table journey_contact_link (
    organisation_id uuid not null,
    id uuid not null,
    journey_customer_id uuid not null,
    external_contact_id uuid not null,
    linked_at timestamptz not null,
    primary key (organisation_id, id),
    constraint journey_contact_link_once unique (organisation_id, journey_customer_id, external_contact_id),
    constraint journey_contact_link_customer_fkey foreign key (organisation_id, journey_customer_id) references journey_customer (organisation_id, id) on delete cascade
  );
  create index journey_contact_link_contact on journey_contact_link (organisation_id, external_contact_id);`;

const VISIT = `
  create table journey_session (
    organisation_id uuid not null,
    id uuid not null,
    journey_customer_id uuid not null,
    deployment_id uuid not null,
    type text not null,
    started_at timestamptz not null,
    last_event_at timestamptz not null,
    last_event_id uuid not null,
    last_event_name text not null,
    event_count integer not null,
    view_count integer not null,
    client jsonb not null,
    referrer_url text,
    last_page jsonb,
    last_screen text,
    primary key (organisation_id, id),
    constraint journey_session_customer_fkey foreign key (organisation_id, journey_customer_id) references journey_customer (organisation_id, id) on delete cascade
  );
  create index journey_session_customer on journey_session (organisation_id, journey_customer_id);
  create table journey_event (
    organisation_id uuid not null,
    id uuid not null,
    session_id uuid not null,
    type text not null,
    name text not null,
    created_at timestamptz not null,
    page jsonb,
    screen_name text,
    search_query text,
    referrer_url text,
    external_id text,
    attributes jsonb not null,
    traits jsonb not null,
    client jsonb not null,
    primary key (organisation_id, id),
    constraint journey_event_session_fkey foreign key (organisation_id, session_id) references journey_session (organisation_id, id) on delete cascade
  );
  create index journey_event_session on journey_event (organisation_id, session_id, id);`;
