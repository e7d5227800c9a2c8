import type { Reason } from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import { isAway } from '@lethe/platform';
import type { Core } from '../core.ts';
import { endRequests } from '../lifecycle/end-requests.ts';
import { run, type Client } from '../sql.ts';
import { eraseTraces } from './erase-traces.ts';
import type { SettledRow } from './settled-row.ts';

/** Requests that one transaction finishes. */
const BATCH = 50;

/**
 * Ends corrections and erasures whose domains are done. All of it is SQL in one transaction, so the row lock is the
 * lease: a process that is killed leaves nothing half done and the work due. True when there may be more.
 */
export async function settleWork(core: Core): Promise<boolean> {
  try {
    return await settleBatch(core, (client, row) => settleOne(core, client, row));
  } catch (error) {
    if (isAway(error)) throw error;
    core.logger.error('requests not ended together, tried one by one', error);
    return settleBatch(core, (client, row) => settleCarefully(core, client, row));
  }
}

async function settleBatch(
  core: Core,
  settle: (client: Client, row: SettledRow) => Promise<boolean>,
): Promise<boolean> {
  const { seen, ready } = await inSystemOnPool(
    core.pool,
    async (client) => {
      const rows = await run<SettledRow>(client, 'settle-claim', CLAIM, [BATCH]);
      const ready: string[] = [];
      for (const row of rows) if (await settle(client, row)) ready.push(row.id);
      if (ready.length > 0) await endRequests(client, ready, 'COMPLETED');
      return { seen: rows.length, ready };
    },
    'settleWork',
  );
  for (const requestId of ready) core.logger.info('request completed', { requestId });
  return seen === BATCH;
}

async function settleOne(core: Core, client: Client, row: SettledRow): Promise<boolean> {
  return row.request_type !== 'GDPR_DELETE' || eraseTraces(core, client, row);
}

/** One request that fails stops no other: it is tried again later and ends in ERROR after some attempts. */
async function settleCarefully(core: Core, client: Client, row: SettledRow): Promise<boolean> {
  await client.query('savepoint careful');
  try {
    return await settleOne(core, client, row);
  } catch (error) {
    await client.query('rollback to savepoint careful');
    core.logger.error('request not ended', error, { requestId: row.id });
    const [failed] = await run<{ work_attempts: number }>(client, 'settle-later', LATER, [
      row.id,
      JSON.stringify([FAILED]),
    ]);
    if ((failed?.work_attempts ?? 0) >= core.config.LETHE_TASK_ATTEMPTS) await endRequests(client, [row.id], 'ERROR');
    return false;
  }
}

const FAILED: Reason = {
  code: 'finalising.failed',
  message: 'What earlier requests about the person hold could not be removed.',
};

const CLAIM = `
  select id, organisation_id, request_type, step_at, default_country, given, replacement_terms from gdpr_request
  where work_due_at <= lethe_now() and request_type in ('GDPR_DELETE', 'GDPR_UPDATE') and status = 'FINALIZING'
  order by work_due_at limit $1 for update skip locked`;

const LATER = `
  update gdpr_request set work_attempts = work_attempts + 1, reasons = $2, work_due_at = lethe_now() + make_interval(secs => 1 + work_attempts)
  where id = $1 returning work_attempts`;
