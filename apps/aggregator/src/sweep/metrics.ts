import { inSystemOnPool } from '@lethe/persistence';
import { Gauge } from 'prom-client';
import type { Core } from '../core.ts';
import { driftOfAll } from '../inventory/drift.ts';
import { run } from '../sql.ts';
import { countStalled } from '../stalled/find-stalled.ts';

const gauge = <T extends string>(name: string, help: string, ...labelNames: T[]) =>
  new Gauge({ name: `lethe_${name}`, help, labelNames });

const open = gauge('requests_open', 'Requests that have not ended', 'type', 'status');
const oldest = gauge('requests_oldest_age_seconds', 'Age of the oldest request that has not ended', 'type');
const dueSoon = gauge('requests_due_soon', 'Open requests whose deadline is less than 24 hours away', 'type');
const overdue = gauge('requests_overdue', 'Open requests whose deadline has passed', 'type');
const tasks = gauge('tasks', 'Tasks of open requests, and parked ones', 'domain', 'state');
const stalled = gauge('stalled', 'Work that has not got on for twice its lease', 'domain', 'state');
const domains = gauge('domain_available', '1 while the domain answers', 'domain');
const drift = gauge(
  'inventory_drift',
  'Differences between what the domain says it holds and what was recorded',
  'domain',
);

interface RequestsRow {
  type: string;
  status: string;
  requests: number;
  age: number;
  due_soon: number;
  overdue: number;
}

export async function refreshMetrics(core: Core): Promise<void> {
  const [requests, states, standing, drifts] = await inSystemOnPool(core.pool, async (client) => [
    await run<RequestsRow>(client, 'metrics-requests', REQUESTS),
    await run<{ domain: string; state: string; tasks: number }>(client, 'metrics-tasks', TASKS),
    await countStalled(client, core.config.LETHE_LEASE_SECONDS),
    await driftOfAll(client, core.domains),
  ]);
  for (const metric of [open, oldest, dueSoon, overdue, tasks, stalled]) metric.reset();
  for (const row of requests) {
    open.set({ type: row.type, status: row.status }, row.requests);
    dueSoon.inc({ type: row.type }, row.due_soon);
    overdue.inc({ type: row.type }, row.overdue);
  }
  for (const [type, rows] of Map.groupBy(requests, (row) => row.type))
    oldest.set({ type }, Math.max(...rows.map((row) => row.age)));
  for (const row of states) tasks.set({ domain: row.domain, state: row.state }, row.tasks);
  for (const row of standing) stalled.set({ domain: row.domain, state: row.state }, row.works);
  for (const [domain, { differences }] of drifts) drift.set({ domain }, differences.length);
  for (const { name, available } of core.domains.statuses()) domains.set({ domain: name }, available ? 1 : 0);
}

const REQUESTS = `
  select request_type as type, status, count(*)::int as requests, extract(epoch from lethe_now() - min(created_at))::float8 as age,
    (count(*) filter (where lethe_now() between due_at - interval '24 hours' and due_at))::int as due_soon,
    (count(*) filter (where lethe_now() > due_at))::int as overdue
  from gdpr_request where status not in ('COMPLETED', 'ERROR') group by request_type, status`;

/** Both indexes are partial, so the cost follows what is open and not what ever was. */
const TASKS = `
  select domain, state, count(*)::int as tasks from task where due_at is not null group by domain, state
  union all
  select domain, state, count(*)::int from task where state = 'parked' group by domain, state`;
