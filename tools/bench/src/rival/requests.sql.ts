/**
 * $2: type, $3: deadline in days, $4: requests, $5: tasks, $6: traces, $7: group. What is asked for is committed before
 * anything is done. Without a due date: none of it is for the aggregator of Lethe.
 */
export const INSERT = {
  name: 'insert-requests',
  text: `
    with made as (
      insert into gdpr_request (id, organisation_id, request_type, status, step_at, client_id, created_at, due_at, group_id, member_key,
          duplicate_key, given, subject, task_subject, default_country, correlation_id)
        select r.id, $1, $2, 'INITIATED', lethe_now(), 'rival', lethe_now(), lethe_now() + make_interval(days => $3::int), $7, r.member_key,
          r.duplicate_key, r.given, r.given, r.task_subject, 'US', r.id::text
        from jsonb_to_recordset($4) as r(id uuid, member_key text, duplicate_key text, given jsonb, task_subject jsonb)
    ), tasks as (
      insert into task (id, organisation_id, request_id, domain, state, created_at)
        select t.id, $1, t.request_id, t.domain, 'waiting', lethe_now() from jsonb_to_recordset($5) as t(id uuid, request_id uuid, domain text)
    )
    insert into request_trace (organisation_id, hash, request_id, role)
      select $1, t.hash, t.request_id, t.role from jsonb_to_recordset($6) as t(request_id uuid, hash text, role text) on conflict do nothing`,
};

/**
 * $2: requests, $3: tasks with their outcomes, $4: hashes of what was acted on. $5: it was an erasure, so what earlier
 * requests about the same person hold goes, too.
 */
export const COMPLETE = {
  name: 'complete-requests',
  text: `
    with done as (
      update task t set state = 'done', outcomes = d.outcomes, finished_at = lethe_now()
        from jsonb_to_recordset($3) as d(id uuid, outcomes jsonb) where t.id = d.id
    ), earlier as materialized (
      select distinct request_id as id from request_trace where $5::boolean and organisation_id = $1 and hash = any(array(
          select hash from request_trace where organisation_id = $1 and request_id = any($2::uuid[]))::text[] || $4::text[])
        and role in ('given', 'acted') and request_id <> all($2::uuid[])
    ), cleaned as (
      update gdpr_request r set name = null, subject = r.given, task_subject = '{"alsoIds": [], "keys": []}', replacement_terms = null,
        cleaned_at = lethe_now() from earlier e where r.id = e.id and r.cleaned_at is null and r.status in ('COMPLETED', 'ERROR')
    ), acted as (
      insert into request_trace (organisation_id, hash, request_id, role)
        select $1, hash, ($2::uuid[])[1], 'acted' from unnest($4::text[]) hash on conflict do nothing
    )
    update gdpr_request set status = 'COMPLETED', completed_at = lethe_now(), task_subject = '{"alsoIds": [], "keys": []}',
      cleaned_at = case when $5::boolean then lethe_now() end
      where organisation_id = $1 and id = any($2::uuid[])`,
};

/** $2: request, $3: key, $4: where it lies, $5: its size, $6: its SHA-256. */
export const ARCHIVE = {
  name: 'insert-archive',
  text: `
    insert into archive (id, organisation_id, request_id, key, location, bytes, sha256, file_name, created_at, expires_at)
      values (uuidv7(), $1, $2, $3, $4, $5, $6, 'export.zip', lethe_now(), lethe_now() + interval '72 hours')`,
};
