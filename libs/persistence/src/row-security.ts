/**
 * SQL that makes a table a tenant's: forced row-level security on `organisation_id`. Forgetting to set the tenant is an
 * error, not an empty result: `current_setting` without a default raises, and so does casting the empty string.
 */
export function tenantTable(table: string): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy tenant on ${table}
      using (organisation_id = current_setting('lethe.organisation')::uuid)
      with check (organisation_id = current_setting('lethe.organisation')::uuid);`;
}

/** Beside `tenantTable`: the service's own transactions across organisations may use the table, too. */
export function systemPolicy(table: string): string {
  return `create policy system on ${table} using (current_setting('lethe.scope', true) = 'system') with check (current_setting('lethe.scope', true) = 'system');`;
}

/** A table that belongs to no organisation, such as signing keys: only transactions in system scope see it. */
export function systemTable(table: string): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy system on ${table} using (current_setting('lethe.scope') = 'system') with check (current_setting('lethe.scope') = 'system');`;
}
