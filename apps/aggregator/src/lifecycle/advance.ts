import type { Reason, RequestStatus, RequestType, TaskState } from '@lethe/contracts';
import type { Round, StoredSubject } from '../closure/stored-subject.ts';
import { turnOf, type Turn } from '../closure/turn.ts';
import type { Core, Waiting } from '../core.ts';
import { run, type Client } from '../sql.ts';
import { endRequests } from './end-requests.ts';
import { next } from './next.ts';
import { hasArchive, stepOf } from './plan.ts';

interface Row {
  id: string;
  request_type: RequestType;
  status: RequestStatus;
  step: number;
  task_subject: StoredSubject;
  rounds: Round[];
  tasks: { domain: string; state: TaskState }[];
}

interface Move {
  id: string;
  step: number;
  status: RequestStatus;
  /** The step is the aggregator's own work. */
  own: boolean;
  task_subject?: StoredSubject;
  rounds: Round[];
  /** Who is asked in the new step; all when absent. */
  domains?: string[];
  asks_skipped: boolean;
}

/**
 * Locks in the order of their ids, so that two batches that meet at some requests wait for each other and never in a
 * circle.
 */
export async function lockRequests(client: Client, requestIds: string[]): Promise<void> {
  await run(client, 'advance-lock', 'select id from gdpr_request where id = any($1::uuid[]) order by id for update', [
    [...new Set(requestIds)],
  ]);
}

/**
 * Moves every one of these (locked) requests whose tasks have all left its step: part of the transaction that records
 * the last answer. Returns what waits for a worker then.
 */
export async function advance(
  { domains }: Pick<Core, 'domains'>,
  client: Client,
  requestIds: string[],
): Promise<Waiting[]> {
  const ended: string[] = [];
  const gaveUp: { id: string; reason: Reason }[] = [];
  const moved: Move[] = [];
  const waiting = new Set<Waiting>();
  for (const row of await run<Row>(client, 'advance-ready', READY, [requestIds])) {
    const { request_type: type, status, step } = row;
    const { verb } = stepOf(type, step);
    const turn =
      verb && turnOf(domains, { type, verb, subject: row.task_subject, rounds: row.rounds, tasks: row.tasks });
    const following = next(
      { type, status, step, back: turn?.back },
      row.tasks.map(({ state }) => state),
    );
    if (following.kind === 'end') {
      ended.push(row.id);
      if (following.reason) gaveUp.push({ id: row.id, reason: following.reason });
    }
    if (following.kind === 'advance') {
      const move = moveOf(row, following.step, turn);
      moved.push(move);
      waiting.add(!move.own ? 'tasks' : hasArchive(type) ? 'archives' : 'settling');
    }
  }
  await Promise.all([
    moved.length > 0 && run(client, 'advance-move', MOVE, [JSON.stringify(moved)]),
    gaveUp.length > 0 && run(client, 'advance-give-up', GIVE_UP, [JSON.stringify(gaveUp)]),
    ended.length > 0 && endRequests(client, ended, 'ERROR'),
  ]);
  return [...waiting];
}

function moveOf({ id, request_type, rounds }: Row, step: number, turn: Turn | undefined): Move {
  const { status, verb } = stepOf(request_type, step);
  return {
    id,
    step,
    status,
    own: verb === undefined,
    task_subject: turn?.subject,
    rounds: turn?.round ? [...rounds, turn.round] : rounds,
    domains: turn?.back && turn.domains,
    asks_skipped: turn?.round?.asksSkipped ?? false,
  };
}

const READY = `
  select r.id, r.request_type, r.status, r.step, r.task_subject, r.rounds, json_agg(json_build_object('domain', t.domain, 'state', t.state)) as tasks
  from gdpr_request r join task t on t.request_id = r.id
  where r.id = any($1::uuid[]) and r.status not in ('COMPLETED', 'ERROR')
  group by r.id having bool_and(t.state not in ('waiting', 'running'))`;

/**
 * Attempts count per step. A skipped task stays skipped, and so visible: at most it is asked once what it carries
 * (requirements D25).
 */
const MOVE = `
  with moved as (
    update gdpr_request r set step = m.step, status = m.status, task_subject = coalesce(m.task_subject, r.task_subject), rounds = m.rounds,
      step_at = lethe_now(), progressed_at = lethe_now(), work_due_at = case when m.own then lethe_now() end, work_attempts = 0, work_lost = 0
    from jsonb_to_recordset($1) as m(id uuid, step smallint, status text, own boolean, task_subject jsonb, rounds jsonb, domains text[], asks_skipped boolean) where r.id = m.id
    returning r.id, r.step, m.own, m.domains, m.asks_skipped, jsonb_array_length(m.rounds) + 1 as round
  )
  update task t set state = 'waiting', step = moved.step, round = moved.round, attempts = 0, delays = 0, lost = 0, reasons = '[]', due_at = lethe_now(), progressed_at = lethe_now(), finished_at = null
  from moved where t.request_id = moved.id and not moved.own
    and (t.state = 'done' and (moved.domains is null or t.domain = any(moved.domains)) or t.state = 'skipped' and moved.asks_skipped)`;

const GIVE_UP = `
  update gdpr_request r set reasons = jsonb_build_array(g.reason) from jsonb_to_recordset($1) as g(id uuid, reason jsonb) where r.id = g.id`;
