import type { RequestStatus, RequestType, TaskState } from '@lethe/contracts';
import type pg from 'pg';

export interface SeenTask {
  id: string;
  domain: string;
  state: TaskState;
  step: number;
  attempts: number;
  lost: number;
  fence: number;
  /** Seconds from now. */
  due: number | null;
  /** Verb → the fence of the answer that stands there. */
  outcomes: Record<string, number>;
}

export interface Seen {
  id: string;
  type: RequestType;
  status: RequestStatus;
  step: number;
  work_due: number | null;
  work_fence: number;
  cleaned: boolean;
  /** Digests of an ended request: of what never changes, and of what only the erasure of the person may change. */
  lasting: string | null;
  personal: string | null;
  tasks: SeenTask[];
}

export async function look(pool: pg.Pool, ids: string[]): Promise<Seen[]> {
  const { rows } = await pool.query<Seen>({ name: 'look', text: LOOK, values: [ids] });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)!);
}

/** Time passes for these requests and for no other. */
export async function pass(pool: pg.Pool, items: { requestIds: string[]; seconds: number }[]): Promise<void[]> {
  const ids = items.flatMap(({ requestIds }) => requestIds);
  const seconds = items.flatMap((item) => item.requestIds.map(() => item.seconds));
  await pool.query({ name: 'pass', text: PASS, values: [ids, seconds] });
  return items.map(() => undefined);
}

/** Dates count from the request's own beginning, as all of them move with its clock. */
const LOOK = `
  select r.id, r.request_type as type, r.status, r.step, extract(epoch from r.work_due_at - lethe_now())::float8 as work_due, r.work_fence::int, r.cleaned_at is not null as cleaned,
    case when r.status in ('COMPLETED', 'ERROR') then md5(((to_jsonb(r) - '{name,given,subject,task_subject,replacement_terms,cleaned_at,created_at,step_at,due_at,completed_at,overdue_at,progressed_at}'::text[])
      || jsonb_build_object('ended', r.completed_at - r.created_at, 'stepped', r.step_at - r.created_at,
        'tasks', (select jsonb_agg((to_jsonb(t) - '{created_at,started_at,finished_at,progressed_at}'::text[]) || jsonb_build_object('finished', t.finished_at - t.created_at) order by t.domain) from task t where t.request_id = r.id)
      ))::text) end as lasting,
    case when r.status in ('COMPLETED', 'ERROR') then md5(jsonb_build_array(r.name, r.given, r.subject, r.task_subject, r.replacement_terms)::text) end as personal,
    (select jsonb_agg(jsonb_build_object('id', t.id, 'domain', t.domain, 'state', t.state, 'step', t.step, 'attempts', t.attempts, 'lost', t.lost, 'fence', t.fence,
      'due', extract(epoch from t.due_at - lethe_now())::float8,
      'outcomes', (select coalesce(jsonb_object_agg(o.key, (o.value -> 'located' -> 0 ->> 'records')::int), '{}') from jsonb_each(t.outcomes) o)) order by t.domain)
      from task t where t.request_id = r.id) as tasks
  from gdpr_request r where r.id = any($1::uuid[])`;

const moved = (...columns: string[]) => columns.map((column) => `${column} = ${column} - make_interval(secs => p.seconds)`).join(', ');
const PASS = `
  with p as (select * from unnest($1::uuid[], $2::float8[]) as p(id, seconds)),
  tasks as (update task set ${moved('due_at', 'created_at', 'started_at', 'finished_at', 'progressed_at')} from p where request_id = p.id),
  archives as (update archive set ${moved('created_at', 'expires_at')} from p where request_id = p.id)
  update gdpr_request r set ${moved('created_at', 'step_at', 'due_at', 'completed_at', 'work_due_at', 'progressed_at', 'cleaned_at').replaceAll(/= (\w+) -/g, '= r.$1 -')} from p where r.id = p.id`;
