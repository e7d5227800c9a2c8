import { tenantTable } from '@lethe/persistence';
import { indexVersions } from './index-versions.ts';

/**
 * The tables that every domain has beside its own; call it in the domain's first migration.
 * subject_identifier: the identifier index (architecture, "Identifier index"). inbox: which task was done, with what
 * outcome. index_state: see there. The second index must not begin with the record type: before the first ANALYZE (after an import, say) the
 * planner would take it for look-ups by key and read all of the organisation (8 ms instead of 0.1 with 12,500 keys).
 */
export function kitTables(): string {
  return `
    create table subject_identifier (
      organisation_id uuid not null,
      kind text not null,
      key text not null,
      record_type text not null,
      record_id uuid not null,
      primary key (organisation_id, kind, key, record_type, record_id)
    );
    create index subject_identifier_record on subject_identifier (organisation_id, record_id, record_type);
    ${tenantTable('subject_identifier')}
    create table inbox (
      organisation_id uuid not null,
      task_id uuid not null,
      fence bigint not null,
      digest text not null,
      outcome jsonb,
      created_at timestamptz not null default lethe_now(),
      primary key (organisation_id, task_id)
    );
    ${tenantTable('inbox')}
    ${indexVersions()}`;
}
