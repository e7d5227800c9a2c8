/**
 * One statement for everything a request consists of. Sorted by the key of the unique index, so that two merge sets
 * that overlap wait for each other and never in a circle.
 */
export const INSERT_REQUESTS = `
  with made as (
    insert into gdpr_request (id, organisation_id, name, request_type, status, step_at, client_id, created_at, due_at, group_id, member_key, duplicate_key,
      given, subject, task_subject, replacement_terms, default_country, correlation_id, retried_from)
    select r.id, $1, $6, $7, 'INITIATED', lethe_now(), $8, lethe_now(), lethe_now() + $9::text::interval, $10, r.member_key, r.duplicate_key,
      r.given, r.subject, r.task_subject, $11, $12, $13, $14
    from jsonb_to_recordset($2) as r(id uuid, duplicate_key text, member_key text, given jsonb, subject jsonb, task_subject jsonb)
    order by r.duplicate_key
    on conflict (organisation_id, duplicate_key) where status not in ('COMPLETED', 'ERROR') do nothing
    returning id, duplicate_key
  ), tasks as (
    insert into task (id, organisation_id, request_id, domain, state, reasons, due_at, created_at, finished_at)
    select t.id, $1, t.request_id, t.domain, t.state, t.reasons,
      case t.state when 'waiting' then lethe_now() end, lethe_now(), case t.state when 'skipped' then lethe_now() end
    from jsonb_to_recordset($3) as t(id uuid, request_id uuid, domain text, state text, reasons jsonb) join made on made.id = t.request_id
  ), traces as (
    insert into request_trace (organisation_id, hash, request_id, role)
    select $1, t.hash, t.request_id, t.role from jsonb_to_recordset($4) as t(request_id uuid, hash text, role text)
      join made on made.id = t.request_id
    on conflict do nothing
  ), archives as (
    insert into archive (id, organisation_id, request_id, key, created_at)
    select a.id, $1, a.request_id, decode(a.key, 'base64'), lethe_now()
      from jsonb_to_recordset($5) as a(id uuid, request_id uuid, key text) join made on made.id = a.request_id
  )
  select id, duplicate_key from made`;

export const IN_FLIGHT = `
  select id, duplicate_key from gdpr_request where organisation_id = $1 and duplicate_key = any($2)
    and status not in ('COMPLETED', 'ERROR')`;

export const JOIN_GROUP = `
  with members as materialized (
    select id, group_id from gdpr_request where organisation_id = $1 and id = any($2::uuid[]) order by id for update
  ), chosen as (
    select coalesce((select group_id from members where group_id is not null and group_id <> $3::uuid
      order by group_id limit 1), $3::uuid) as group_id
  )
  update gdpr_request r set group_id = chosen.group_id from chosen
  where r.organisation_id = $1 and r.id = any($2::uuid[]) and r.group_id is distinct from chosen.group_id`;
