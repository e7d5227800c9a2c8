import { systemPolicy, tenantTable } from '@lethe/persistence';

/**
 * The table that a domain whose records are keyed by what a parent says (`refresh`) has beside `kitTables()`: parents
 * whose records are to get keys anew, and how far that has come.
 */
export const rekeyTable = (): string => `
    create table rekey_due (
      organisation_id uuid not null,
      record_type text not null,
      parent_id uuid not null,
      default_country text not null,
      after_id uuid not null,
      primary key (organisation_id, record_type, parent_id)
    );
    ${tenantTable('rekey_due')}
    ${systemPolicy('rekey_due')}`;
