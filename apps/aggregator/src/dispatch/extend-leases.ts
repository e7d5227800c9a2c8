import { inSystemOnPool } from '@lethe/persistence';
import type pg from 'pg';
import { run } from '../sql.ts';
import type { ClaimedTask } from './claim-tasks.ts';

export async function extendLeases(pool: pg.Pool, tasks: ClaimedTask[], leaseSeconds: number): Promise<void> {
  const rows = JSON.stringify(tasks.map(({ id, fence }) => ({ id, fence })));
  await inSystemOnPool(pool, (client) => run(client, 'task-extend', EXTEND, [rows, leaseSeconds]), 'extendLeases');
}

const EXTEND = `
  update task t set due_at = lethe_now() + make_interval(secs => $2::float8), progressed_at = lethe_now()
  from jsonb_to_recordset($1) as r(id uuid, fence bigint) where t.id = r.id and t.fence = r.fence and t.state = 'running'`;
