import { systemPolicy, systemTable, tenantTable } from '@lethe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT_TABLES = ['gdpr_request', 'task', 'archive', 'request_trace', 'storage_removal'];

export class Requests1790000000000 implements MigrationInterface {
  readonly name = 'Requests1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REQUEST);
    await runner.query(TASK);
    await runner.query(ARCHIVE);
    await runner.query(TRACE);
    await runner.query(REGISTRY);
    for (const table of TENANT_TABLES) await runner.query(tenantTable(table) + systemPolicy(table));
    await runner.query(systemTable('domain_registry'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table domain_registry, storage_removal, request_trace, archive, task, gdpr_request');
  }
}

/**
 * `step` counts in lifecycle/plan.ts. `work_*` is the lease of the aggregator's own work; its due date is null while
 * there is none.
 */
const REQUEST = `
  create table gdpr_request (
    id uuid primary key,
    organisation_id uuid not null,
    name text,
    request_type text not null,
    status text not null,
    step smallint not null default 0,
    step_at timestamptz not null,
    client_id text not null,
    created_at timestamptz not null,
    due_at timestamptz not null,
    completed_at timestamptz,
    overdue_at timestamptz,
    group_id uuid,
    member_key text not null,
    duplicate_key text not null,
    given jsonb not null,
    subject jsonb not null,
    task_subject jsonb not null,
    replacement_terms jsonb,
    default_country text not null,
    correlation_id text not null,
    reasons jsonb not null default '[]',
    retried_from uuid,
    cleaned_at timestamptz,
    work_due_at timestamptz,
    work_fence bigint not null default 0,
    work_attempts smallint not null default 0
  );
  create unique index gdpr_request_in_flight on gdpr_request (organisation_id, duplicate_key) where status not in ('COMPLETED', 'ERROR');
  create index gdpr_request_newest on gdpr_request (organisation_id, created_at desc, id desc);
  create index gdpr_request_group on gdpr_request (group_id, member_key, created_at) where group_id is not null;
  create index gdpr_request_retried on gdpr_request (retried_from) where retried_from is not null;
  create index gdpr_request_work on gdpr_request (work_due_at) where work_due_at is not null;
  create index gdpr_request_open on gdpr_request (status, due_at) where status not in ('COMPLETED', 'ERROR');`;

/**
 * `due_at`: next attempt of a waiting task, end of the lease of a running one, null otherwise. `lost`: calls that were
 * never answered.
 */
const TASK = `
  create table task (
    id uuid primary key,
    organisation_id uuid not null,
    request_id uuid not null references gdpr_request on delete cascade,
    domain text not null,
    step smallint not null default 0,
    state text not null,
    attempts smallint not null default 0,
    delays smallint not null default 0,
    lost smallint not null default 0,
    fence bigint not null default 0,
    due_at timestamptz,
    outcomes jsonb not null default '{}',
    reasons jsonb not null default '[]',
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    unique (request_id, domain)
  ) with (fillfactor = 80);
  create index task_due on task (domain, due_at) where due_at is not null;
  create index task_parked on task (domain) where state = 'parked';`;

/**
 * `location` is null until the ZIP is complete. `storage_removal` outlives a crash between a commit and the removal of
 * what it made obsolete.
 */
const ARCHIVE = `
  create table archive (
    id uuid primary key,
    organisation_id uuid not null,
    request_id uuid not null references gdpr_request on delete cascade,
    key bytea not null,
    location text,
    bytes bigint,
    sha256 text,
    file_name text,
    created_at timestamptz not null,
    expires_at timestamptz
  );
  create index archive_request on archive (request_id);
  create index archive_expiry on archive (expires_at) where expires_at is not null;
  create table storage_removal (
    id uuid primary key,
    organisation_id uuid not null,
    prefix text not null,
    due_at timestamptz not null
  );
  create index storage_removal_due on storage_removal (due_at);`;

/**
 * Keyed hashes that tell which requests are about the same person (requirements D19). A table and not an array column:
 * \`&&\` is not leakproof, so that row-level security would keep a GIN index from being used.
 */
const TRACE = `
  create table request_trace (
    organisation_id uuid not null,
    hash text not null,
    request_id uuid not null references gdpr_request on delete cascade,
    role text not null,
    primary key (organisation_id, hash, request_id, role)
  );
  create index request_trace_request on request_trace (request_id);`;

const REGISTRY = `
  create table domain_registry (
    name text primary key,
    manifest jsonb not null,
    first_answered_at timestamptz not null,
    last_answered_at timestamptz not null
  );`;
