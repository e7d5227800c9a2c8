import { notFound, type GdprTaskListing, type RequestCall } from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { run } from '../sql.ts';
import { viewTasks, type TaskRow, type TasksRequestRow } from './view-tasks.ts';

/** `GET /api/v2/gdpr/requests/{id}/tasks` (requirements D17). */
export async function listTasks(core: Core, { principal, requestId }: RequestCall): Promise<GdprTaskListing> {
  const { organisationId } = principal;
  const [request, tasks] = await inTenantOnPool(core.pool, organisationId, async (client) => [
    (await run<TasksRequestRow>(client, 'tasks-request', REQUEST, [organisationId, requestId]))[0],
    await run<TaskRow>(client, 'tasks-list', TASKS, [organisationId, requestId, core.config.LETHE_LEASE_SECONDS]),
  ]);
  if (request === undefined) throw notFound('request');
  return viewTasks(request, tasks, core.domains);
}

const REQUEST = `
  select r.id, r.request_type, r.status, r.created_at, r.completed_at, r.due_at, r.reasons, r.given, r.rounds,
    coalesce(r.completed_at, lethe_now()) > r.due_at as overdue,
    r.completed_at is null and lethe_now() between r.due_at - interval '24 hours' and r.due_at as due_soon,
    (select array_agg(s.id order by s.created_at, s.id) from gdpr_request s
      where s.organisation_id = $1 and s.retried_from = r.id) as retried_as
  from gdpr_request r where r.organisation_id = $1 and r.id = $2`;

const TASKS = `
  select id, domain, step, state, attempts, lost, due_at, outcomes, reasons, created_at, started_at, finished_at, progressed_at,
    due_at is not null and progressed_at < lethe_now() - make_interval(secs => 2 * $3::float8) as stalled, due_at <= lethe_now() as due
  from task where organisation_id = $1 and request_id = $2 order by domain`;
