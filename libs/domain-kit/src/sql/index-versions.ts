import { systemPolicy, tenantTable } from '@lethe/persistence';

/**
 * Under which rules (MATCHING_VERSION) the index is keyed: each row says so, and `index_state` says it of an
 * organisation as a whole, with the place that `reindex` has come to. Part of `kitTables()`; a domain whose first
 * migration ran before that calls it in a further one, with its indexed tables: a record without any key has no row. Cheap
 * on big tables: the column has a default, and the organisations are found by steps through the primary keys. What is
 * there already counts as older than any version.
 */
export const indexVersions = (tables: readonly string[] = []): string => `
  do $$ begin
    if to_regclass('index_state') is not null then return; end if;
    alter table subject_identifier add column version smallint not null default 0;
    create table index_state (
      organisation_id uuid primary key,
      version smallint not null,
      target smallint,
      record_type text,
      record_id uuid
    );
    ${['subject_identifier', ...tables].map(organisationsOf).join('')}
    ${tenantTable('index_state')}
    ${systemPolicy('index_state')}
  end $$;`;

/** Takes back what `indexVersions()` made. */
export const withoutIndexVersions = (): string =>
  `drop table if exists index_state; alter table subject_identifier drop column if exists version;`;

/** The owner sees no rows while their policy is forced on it, too. */
const organisationsOf = (table: string): string => `
    alter table ${table} no force row level security;
    insert into index_state (organisation_id, version)
      with recursive one(id) as (
        (select organisation_id from ${table} order by 1 limit 1)
        union all
        select (select t.organisation_id from ${table} t where t.organisation_id > one.id order by 1 limit 1)
          from one where one.id is not null
      ) select id, 0 from one where id is not null
      on conflict do nothing;
    alter table ${table} force row level security;`;
