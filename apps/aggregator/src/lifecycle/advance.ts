import type { RequestStatus, RequestType, TaskState } from '@lethe/contracts';
import { run, type Client } from '../sql.ts';
import { endRequests } from './end-requests.ts';
import { next } from './next.ts';
import { stepOf } from './plan.ts';

interface Row {
  id: string;
  request_type: RequestType;
  status: RequestStatus;
  step: number;
  states: TaskState[];
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
 * the last answer.
 */
export async function advance(client: Client, requestIds: string[]): Promise<void> {
  const ended: string[] = [];
  const moved: { id: string; step: number; status: RequestStatus; own: boolean }[] = [];
  for (const row of await run<Row>(client, 'advance-ready', READY, [requestIds])) {
    const following = next({ type: row.request_type, status: row.status, step: row.step }, row.states);
    if (following.kind === 'end') ended.push(row.id);
    if (following.kind !== 'advance') continue;
    const { status, verb } = stepOf(row.request_type, following.step);
    moved.push({ id: row.id, step: following.step, status, own: verb === undefined });
  }
  if (moved.length > 0) await run(client, 'advance-move', MOVE, [JSON.stringify(moved)]);
  if (ended.length > 0) await endRequests(client, ended, 'ERROR');
}

const READY = `
  select r.id, r.request_type, r.status, r.step, array_agg(t.state) as states
  from gdpr_request r join task t on t.request_id = r.id
  where r.id = any($1::uuid[]) and r.status not in ('COMPLETED', 'ERROR')
  group by r.id having bool_and(t.state not in ('waiting', 'running'))`;

/** Attempts count per step. A skipped task stays skipped, and so visible. */
const MOVE = `
  with moved as (
    update gdpr_request r set step = m.step, status = m.status, step_at = lethe_now(), progressed_at = lethe_now(), work_due_at = case when m.own then lethe_now() end, work_attempts = 0, work_lost = 0
    from jsonb_to_recordset($1) as m(id uuid, step smallint, status text, own boolean) where r.id = m.id
    returning r.id, r.step, m.own
  )
  update task t set state = 'waiting', step = moved.step, attempts = 0, delays = 0, lost = 0, reasons = '[]', due_at = lethe_now(), progressed_at = lethe_now(), finished_at = null
  from moved where t.request_id = moved.id and not moved.own and t.state = 'done'`;
