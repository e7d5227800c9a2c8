import { fileTables, kitTables, storedFileColumns } from '@lethe/domain-kit';
import { tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'conversation',
  'participant',
  'participant_data',
  'wrapup',
  'message',
  'message_party',
  'attachment',
  'recording',
];

export class Conversations1790000000300 implements MigrationInterface {
  readonly name = 'Conversations1790000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INTERACTION + CONTENT + FILES);
    for (const table of TABLES) await runner.query(tenantTable(table));
    await runner.query(kitTables() + fileTables());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${TABLES.toReversed().join(', ')}, storage_removal, subject_identifier, inbox`);
  }
}

const OF_PARTICIPANT = (table: string) =>
  `constraint ${table}_participant_fkey foreign key (organisation_id, participant_id) references participant (organisation_id, id)`;
const OF_CONVERSATION = (table: string) =>
  `constraint ${table}_conversation_fkey foreign key (organisation_id, conversation_id) references conversation (organisation_id, id)`;

const INTERACTION = `
  create table conversation (
    organisation_id uuid not null,
    id uuid not null,
    start_time timestamptz not null,
    end_time timestamptz,
    division_id uuid,
    primary key (organisation_id, id)
  );
  create table participant (
    organisation_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    position integer not null,
    purpose text not null,
    media_type text not null,
    external_contact_id uuid,
    user_id uuid,
    name text,
    address text,
    queue_id uuid,
    start_time timestamptz not null,
    connected_time timestamptz,
    end_time timestamptz,
    talk_seconds double precision,
    hold_seconds double precision,
    wrapup_seconds double precision,
    alert_seconds double precision,
    queue_seconds double precision,
    erased_at timestamptz,
    primary key (organisation_id, id),
    constraint participant_one_link check (external_contact_id is null or user_id is null),
    ${OF_CONVERSATION('participant')}
  );
  create index participant_conversation on participant (organisation_id, conversation_id);
  create index participant_external_contact on participant (organisation_id, external_contact_id);
  create index participant_user on participant (organisation_id, user_id);`;

const CONTENT = `
  create table participant_data (
    organisation_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    participant_id uuid not null,
    media_type text not null,
    ani text,
    ani_name text,
    dnis text,
    attributes jsonb,
    erased_at timestamptz,
    primary key (organisation_id, id),
    constraint participant_data_participant unique (organisation_id, conversation_id, participant_id),
    ${OF_PARTICIPANT('participant_data')}
  );
  create table wrapup (
    organisation_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    participant_id uuid not null,
    code text,
    notes text,
    erased_at timestamptz,
    primary key (organisation_id, id),
    constraint wrapup_participant unique (organisation_id, conversation_id, participant_id),
    ${OF_PARTICIPANT('wrapup')}
  );
  create table message (
    organisation_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    participant_id uuid not null,
    purpose text not null,
    media_type text not null,
    direction text not null,
    "time" timestamptz not null,
    subject text,
    text_body text,
    html_body text,
    erased_at timestamptz,
    primary key (organisation_id, id),
    ${OF_PARTICIPANT('message')}
  );
  create index message_conversation on message (organisation_id, conversation_id);
  create table message_party (
    organisation_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    message_id uuid not null,
    participant_id uuid,
    purpose text,
    media_type text not null,
    field text not null,
    position integer not null,
    name text,
    address text,
    primary key (organisation_id, id),
    constraint message_party_message_fkey foreign key (organisation_id, message_id) references message (organisation_id, id)
  );
  create index message_party_conversation on message_party (organisation_id, conversation_id);
  create index message_party_message on message_party (organisation_id, message_id);`;

const FILES = `
  create table attachment (
    organisation_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    participant_id uuid not null,
    message_id uuid,
    ${storedFileColumns()},
    primary key (organisation_id, id),
    ${OF_PARTICIPANT('attachment')}
  );
  create index attachment_participant on attachment (organisation_id, participant_id);
  create index attachment_conversation on attachment (organisation_id, conversation_id);
  create table recording (
    organisation_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    participant_id uuid,
    media text not null,
    start_time timestamptz not null,
    end_time timestamptz,
    transcript jsonb,
    hold_ground text,
    ${storedFileColumns()},
    primary key (organisation_id, id),
    ${OF_CONVERSATION('recording')}
  );
  create index recording_conversation on recording (organisation_id, conversation_id);`;
