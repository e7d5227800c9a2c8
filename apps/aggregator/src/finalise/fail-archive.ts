import type { Reason } from '@lethe/contracts';
import { inSystemOnPool } from '@lethe/persistence';
import { isAway } from '@lethe/platform';
import { StorageError } from '@lethe/storage';
import type { Core, Waiting } from '../core.ts';
import { advance } from '../lifecycle/advance.ts';
import { endRequests } from '../lifecycle/end-requests.ts';
import { PLAN } from '../lifecycle/plan.ts';
import { run, type Client } from '../sql.ts';
import type { ArchiveWork } from './claim-archive.ts';
import { MINE } from './complete-archive.ts';
import { BrokenPart } from './open-part.ts';

const BROKEN: Reason = {
  code: 'part.broken',
  message: 'A part of the export was missing or changed when the archive was built; the domain exports again.',
};
const STORAGE_AWAY: Reason = {
  code: 'storage.away',
  message: 'The storage does not answer or is full; the archive is built when it does.',
};
const LOST: Reason = {
  code: 'archive.lost',
  message: 'Whoever built the archive died or was too slow, again and again.',
};
const FAILED: Reason = { code: 'archive.failed', message: 'The archive could not be built.' };

/**
 * What follows when an archive could not be built: the domain exports again, the store is waited for, or after some
 * attempts ERROR.
 */
export async function failArchive(core: Core, work: ArchiveWork, error: unknown): Promise<void> {
  core.logger.error('archive not built', error, { requestId: work.id });
  const waiting = await inSystemOnPool(
    core.pool,
    async (client) => {
      if ((await run(client, 'archive-mine', MINE, [work.id, work.fence])).length === 0) return [];
      if (error instanceof BrokenPart) return exportAgain(core, client, work, error.domain);
      const away =
        isAway(error) || (error instanceof StorageError && (error.code === 'unavailable' || error.code === 'full'));
      const [row] = await run<{ work_attempts: number }>(client, 'archive-later', LATER, [
        work.id,
        JSON.stringify([away ? STORAGE_AWAY : FAILED]),
        away ? 0 : 1,
      ]);
      if ((row?.work_attempts ?? 0) >= core.config.LETHE_TASK_ATTEMPTS) await endRequests(client, [work.id], 'ERROR');
      return [];
    },
    'failArchive',
  );
  for (const what of waiting) core.nudge(what);
}

/** An archive that ends its builder each time would otherwise do so for ever. */
export async function giveUpArchive(core: Core, work: ArchiveWork): Promise<void> {
  await inSystemOnPool(
    core.pool,
    async (client) => {
      if ((await run(client, 'archive-mine', MINE, [work.id, work.fence])).length === 0) return;
      await run(client, 'archive-later', LATER, [work.id, JSON.stringify([LOST]), 1]);
      await endRequests(client, [work.id], 'ERROR');
    },
    'giveUpArchive',
  );
  core.logger.error('archive given up', undefined, { requestId: work.id, attempts: work.lost });
}

async function exportAgain(core: Core, client: Client, work: ArchiveWork, domain: string): Promise<Waiting[]> {
  const step = PLAN[work.request_type].findIndex(({ verb }) => verb === 'export');
  await run(client, 'archive-back', BACK, [work.id, step]);
  await run(client, 'archive-again', AGAIN, [
    work.id,
    domain,
    JSON.stringify([BROKEN]),
    core.config.LETHE_TASK_ATTEMPTS,
    core.config.LETHE_RETRY_SECONDS,
  ]);
  return advance(core, client, [work.id]);
}

const LATER = `
  update gdpr_request set reasons = $2, work_attempts = work_attempts + $3::int, work_lost = 0, work_due_at = lethe_now() + make_interval(secs => 1 + random() + work_attempts)
  where id = $1 returning work_attempts`;

const BACK = `update gdpr_request set step = $2, step_at = lethe_now(), work_due_at = null, work_lost = 0 where id = $1`;

const AGAIN = `
  update task set attempts = attempts + 1, reasons = $3, outcomes = outcomes - 'export',
    state = case when attempts + 1 >= $4 then 'parked' else 'waiting' end,
    due_at = case when attempts + 1 < $4 then lethe_now() + make_interval(secs => $5::float8) end,
    finished_at = case when attempts + 1 >= $4 then lethe_now() end
  where request_id = $1 and domain = $2 and state = 'done'`;
