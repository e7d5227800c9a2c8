import type { GdprStalledWork, ListStalledCall, ListStalledReply } from '@lethe/contracts';
import { inSystemOnPool, inTenantOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { requestUri } from '../requests/view-request.ts';
import type { Client } from '../sql.ts';
import { countStalled, findStalled, type StalledRow } from './find-stalled.ts';
import { stalledReason } from './stalled-reason.ts';

/** What an operator sees at once. */
const MOST = 1_000;

/** `GET /api/v2/gdpr/stalled`: of one organisation. */
export async function listStalled(
  core: Core,
  { principal, page: { pageSize, pageNumber } }: ListStalledCall,
): Promise<ListStalledReply> {
  const { rows, total } = await inTenantOnPool(core.pool, principal.organisationId, (client) =>
    read(core, client, pageSize, (pageNumber - 1) * pageSize),
  );
  return {
    stalled: rows.map((row) => ({
      ...view(core, row),
      ...(row.request_id !== null && { tasksUri: `${requestUri(row.request_id)}/tasks` }),
    })),
    total,
  };
}

/** `/stalled` on the health port: of all organisations, for whoever runs the deployment. Ids only. */
export async function allStalled(
  core: Core,
): Promise<{ total: number; stalled: (GdprStalledWork & { organisationId: string })[] }> {
  const { rows, total } = await inSystemOnPool(core.pool, (client) => read(core, client, MOST, 0));
  return { total, stalled: rows.map((row) => ({ organisationId: row.organisation_id, ...view(core, row) })) };
}

async function read(
  core: Core,
  client: Client,
  limit: number,
  offset: number,
): Promise<{ rows: StalledRow[]; total: number }> {
  const lease = core.config.LETHE_LEASE_SECONDS;
  const counts = await countStalled(client, lease);
  return {
    rows: await findStalled(client, lease, limit, offset),
    total: counts.reduce((sum, { works }) => sum + works, 0),
  };
}

function view(core: Core, row: StalledRow): GdprStalledWork {
  return {
    id: row.id,
    ...(row.request_id !== null && { requestId: row.request_id }),
    domain: row.domain,
    state: row.state,
    attempts: row.attempts,
    lastProgressDate: row.progressed_at.toISOString(),
    ...(row.due_at !== null && { nextAttemptDate: row.due_at.toISOString() }),
    reason: stalledReason(row, core.domains),
  };
}
