import type { TaskState, TaskVerb, Reason } from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import type pg from 'pg';
import type { Asking } from '../requests/not-reached.ts';
import type { StoredOutcome } from '../requests/stored-outcome.ts';
import { run } from '../sql.ts';

export interface ArchiveTask {
  domain: string;
  state: TaskState;
  reasons: Reason[];
  outcomes: Partial<Record<TaskVerb, StoredOutcome>>;
}

/** The archive of one request, claimed by this process until the lease ends. `given`: the term, as the request says it. */
export interface ArchiveWork extends Asking {
  id: string;
  organisation_id: string;
  /** What the client called the request. */
  name: string | null;
  client_id: string;
  created_at: Date;
  now: Date;
  fence: number;
  /** Claims before this one, in a row, that ended with their lease. */
  lost: number;
  key: Buffer;
  tasks: ArchiveTask[];
}

/** Up to `room` archives that are due. */
export function claimArchives(pool: pg.Pool, room: number, leaseSeconds: number): Promise<ArchiveWork[]> {
  return inSystemOnPool(
    pool,
    (client) => run<ArchiveWork>(client, 'archive-claim', CLAIM, [leaseSeconds, room]),
    'claimArchive',
  );
}

/** `moved`: bytes have, so that it gets on. False when the work is somebody else's by now. */
export async function extendArchive(
  pool: pg.Pool,
  { id, fence }: Pick<ArchiveWork, 'id' | 'fence'>,
  leaseSeconds: number,
  moved: boolean,
): Promise<boolean> {
  const rows = await inSystemOnPool(
    pool,
    (client) => run(client, 'archive-extend', EXTEND, [id, fence, leaseSeconds, moved]),
    'extendArchive',
  );
  return rows.length > 0;
}

const CLAIM = `
  with due as materialized (
    select id from gdpr_request where work_due_at <= lethe_now() and request_type in ('GDPR_EXPORT', 'GDPR_GET') and status = 'FINALIZING'
    order by work_due_at limit $2 for update skip locked
  ), claimed as (
    update gdpr_request r set work_fence = work_fence + 1, work_lost = work_lost + 1, work_due_at = lethe_now() + make_interval(secs => $1::float8) from due where r.id = due.id
    returning r.id, r.organisation_id, r.request_type, r.name, r.client_id, r.given, r.rounds, r.created_at, r.work_fence, r.work_lost
  )
  select c.id, c.organisation_id, c.request_type, c.name, c.client_id, c.given, c.rounds, c.created_at, lethe_now() as now, c.work_fence::int as fence, c.work_lost - 1 as lost, a.key,
    (select jsonb_agg(jsonb_build_object('domain', t.domain, 'state', t.state, 'reasons', t.reasons, 'outcomes', t.outcomes) order by t.domain)
      from task t where t.request_id = c.id) as tasks
  from claimed c join archive a on a.request_id = c.id`;

const EXTEND = `
  update gdpr_request set work_due_at = lethe_now() + make_interval(secs => $3::float8), progressed_at = case when $4 then lethe_now() else progressed_at end
  where id = $1 and work_fence = $2 and work_due_at is not null returning id`;
