import { TASK_VERBS, type RequestStatus, type RequestType, type TaskState } from '@lethe/contracts';
import type pg from 'pg';

export interface SeenTask {
  id: string;
  domain: string;
  state: TaskState;
  step: number;
  attempts: number;
  lost: number;
  fence: number;
  round: number;
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

/** An array and no object: most of what a look costs PostgreSQL is to build JSON objects. */
type TaskColumns = [
  id: string,
  domain: string,
  state: TaskState,
  step: number,
  attempts: number,
  lost: number,
  fence: number,
  round: number,
  due: number | null,
  ...outcomes: (number | null)[],
];

/** How the model looks at its database and lets time pass in it, of many requests at once. */
export interface Looks {
  look(requestIds: string[]): Promise<Seen[]>;
  /** Time passes for these requests and for no other. */
  pass(items: { requestIds: string[]; seconds: number }[]): Promise<void[]>;
}

export async function looksOn(pool: pg.Pool): Promise<Looks> {
  const text = await lookStatement(pool);
  return {
    look: async (ids) => {
      const { rows } = await pool.query<Omit<Seen, 'tasks'> & { tasks: TaskColumns[] }>({
        name: 'look',
        text,
        values: [ids],
      });
      const byId = new Map(rows.map((row) => [row.id, { ...row, tasks: row.tasks.map(seenTask) }]));
      return ids.map((id) => byId.get(id)!);
    },
    pass: async (items) => {
      const ids = items.flatMap(({ requestIds }) => requestIds);
      const seconds = items.flatMap((item) => item.requestIds.map(() => item.seconds));
      await pool.query({ name: 'pass', text: PASS, values: [ids, seconds] });
      return items.map(() => undefined);
    },
  };
}

/** The digests take every column in, also one that a later migration adds, but for those that move. */
async function lookStatement(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ of: keyof typeof MOVING; columns: string }>({ text: COLUMNS, values: [MOVING] });
  const columnsOf = (table: keyof typeof MOVING) => rows.find((row) => row.of === table)!.columns;
  return lookAt(columnsOf('request'), columnsOf('task'));
}

function seenTask([id, domain, state, step, attempts, lost, fence, round, due, ...answers]: TaskColumns): SeenTask {
  const outcomes = Object.fromEntries(
    TASK_VERBS.flatMap((verb, i) => (answers[i] === null ? [] : [[verb, answers[i]!]])),
  );
  return { id, domain, state, step, attempts, lost, fence, round, due, outcomes };
}

/**
 * What differs between two looks at the same ended request: its clock moves, and the erasure of the person cleans it.
 */
const MOVING = {
  request: [
    'name',
    'given',
    'subject',
    'task_subject',
    'replacement_terms',
    'cleaned_at',
    'created_at',
    'step_at',
    'due_at',
    'completed_at',
    'overdue_at',
    'progressed_at',
  ],
  task: ['created_at', 'started_at', 'finished_at', 'progressed_at'],
};
const COLUMNS = `
  select of, string_agg(case of when 'request' then 'r.' else 't.' end || quote_ident(attname), ', ' order by attnum) as columns
  from (values ('request', 'gdpr_request'::regclass), ('task', 'task'::regclass)) as tables(of, relation)
    join pg_attribute on attrelid = relation
  where attnum > 0 and not attisdropped and not $1::jsonb -> of ? attname group by of`;

const OUTCOMES = TASK_VERBS.map((verb) => `t.outcomes #> '{${verb},located,0,records}'`).join(', ');
/** Dates count from the request's own beginning, as all of them move with its clock. */
const lookAt = (requestColumns: string, taskColumns: string) => `
  select r.id, r.request_type as type, r.status, r.step, extract(epoch from r.work_due_at - lethe_now())::float8 as work_due, r.work_fence::int, r.cleaned_at is not null as cleaned,
    case when r.status in ('COMPLETED', 'ERROR') then md5(concat(
      row(${requestColumns}, r.completed_at - r.created_at, r.step_at - r.created_at),
      (select string_agg(row(${taskColumns}, t.finished_at - t.created_at)::text, '' order by t.domain) from task t
        where t.request_id = r.id))) end as lasting,
    case when r.status in ('COMPLETED', 'ERROR') then md5(row(r.name, r.given, r.subject, r.task_subject, r.replacement_terms)::text) end as personal,
    (select json_agg(json_build_array(t.id, t.domain, t.state, t.step, t.attempts, t.lost, t.fence, t.round, extract(epoch from t.due_at - lethe_now())::float8, ${OUTCOMES}) order by t.domain)
      from task t where t.request_id = r.id) as tasks
  from gdpr_request r where r.id = any($1::uuid[])`;

const moved = (...columns: string[]) =>
  columns.map((column) => `${column} = ${column} - make_interval(secs => p.seconds)`).join(', ');
const PASS = `
  with p as (select * from unnest($1::uuid[], $2::float8[]) as p(id, seconds)),
  tasks as (update task set ${moved('due_at', 'created_at', 'started_at', 'finished_at', 'progressed_at')} from p where request_id = p.id),
  archives as (update archive set ${moved('created_at', 'expires_at')} from p where request_id = p.id)
  update gdpr_request r set ${moved('created_at', 'step_at', 'due_at', 'completed_at', 'work_due_at', 'progressed_at', 'cleaned_at').replaceAll(/= (\w+) -/g, '= r.$1 -')} from p where r.id = p.id`;
