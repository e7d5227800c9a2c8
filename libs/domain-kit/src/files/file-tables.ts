import { systemPolicy, tenantTable } from '@lethe/persistence';

/**
 * The table that a domain with stored files has beside `kitTables()`: objects that are to be removed from libs/storage.
 * A row is committed before anything may lie at its location without a record, and goes when nothing lies there any
 * more.
 */
export function fileTables(): string {
  return `
    create table storage_removal (
      organisation_id uuid not null,
      location text not null,
      task_id uuid,
      due_at timestamptz not null default lethe_now(),
      primary key (organisation_id, location)
    );
    create index storage_removal_task on storage_removal (organisation_id, task_id);
    create index storage_removal_due on storage_removal (due_at);
    ${tenantTable('storage_removal')}
    ${systemPolicy('storage_removal')}`;
}
