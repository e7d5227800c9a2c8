import { inSystemOnPool } from '@lethe/persistence';
import type { Written } from '@lethe/storage';
import type { Core } from '../core.ts';
import { archiveFolder, outputFolder } from '../lifecycle/archive-folders.ts';
import { endRequests, removeLater } from '../lifecycle/end-requests.ts';
import { run } from '../sql.ts';
import type { ArchiveWork } from './claim-archive.ts';

/**
 * Makes the archive the result of its request and ends it. False, and nothing changed, when another process has taken
 * over.
 */
export async function completeArchive(
  core: Core,
  work: ArchiveWork,
  location: string,
  { bytes, sha256 }: Written,
): Promise<boolean> {
  return inSystemOnPool(
    core.pool,
    async (client) => {
      const mine = await run(client, 'archive-mine', MINE, [work.id, work.fence]);
      const obsolete = mine.length > 0 ? olderThan(work) : [outputFolder(work.organisation_id, work.id, work.fence)];
      const removed = removeLater(
        client,
        obsolete.map((prefix) => ({ organisation_id: work.organisation_id, prefix })),
      );
      if (mine.length === 0) return removed.then(() => false);
      const fileName = `results-${work.id}-${work.now.toISOString()}.zip`;
      const values = [work.id, location, bytes, sha256, fileName, core.config.LETHE_ARCHIVE_HOURS];
      await Promise.all([
        removed,
        run(client, 'archive-done', DONE, values),
        endRequests(client, [work.id], 'COMPLETED'),
      ]);
      return true;
    },
    'completeArchive',
  );
}

/** The parts, and what builders before this one left. */
function olderThan(work: ArchiveWork): string[] {
  const earlier = Array.from({ length: work.fence - 1 }, (_, i) => outputFolder(work.organisation_id, work.id, i + 1));
  return [
    ...(work.request_type === 'GDPR_EXPORT' ? [`${archiveFolder(work.organisation_id, work.id)}/parts`] : []),
    ...earlier,
  ];
}

export const MINE = `select id from gdpr_request where id = $1 and work_fence = $2 and work_due_at is not null
  and status not in ('COMPLETED', 'ERROR') for update`;

const DONE = `
  update archive set location = $2, bytes = $3, sha256 = $4, file_name = $5, expires_at = lethe_now() + make_interval(secs => $6::float8 * 3600) where request_id = $1`;
