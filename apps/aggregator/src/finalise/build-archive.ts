import { step } from '@lethe/platform/failpoints';
import type { Core } from '../core.ts';
import { outputFolder } from '../lifecycle/archive-folders.ts';
import { extendArchive, type ArchiveWork } from './claim-archive.ts';
import { completeArchive } from './complete-archive.ts';
import { exportEntries } from './export-entries.ts';
import { failArchive } from './fail-archive.ts';
import { Heartbeat } from './heartbeat.ts';
import { reportEntries } from './report-entries.ts';
import { zipStream } from './write-zip.ts';

/** Builds, writes and hands over the archive of one request; never throws. */
export async function buildArchive(core: Core, work: ArchiveWork): Promise<void> {
  const entries =
    work.request_type === 'GDPR_EXPORT'
      ? exportEntries(core.domains, core.storage, work)
      : reportEntries(core.domains, work);
  const zip = zipStream(entries, work.now);
  const leaseSeconds = core.config.LETHE_LEASE_SECONDS;
  const heartbeat = new Heartbeat(leaseSeconds, (moved) => extendArchive(core.pool, work, leaseSeconds, moved));
  try {
    const location = `${outputFolder(work.organisation_id, work.id, work.fence)}/results.zip`;
    const written = await Promise.race([
      step('writeArchive', () => core.storage.write(location, work.key, heartbeat.watch(zip))),
      heartbeat.lost,
    ]);
    if (await completeArchive(core, work, location, written))
      core.logger.info('request completed', { requestId: work.id });
  } catch (error) {
    await failArchive(core, work, error).catch((failure: unknown) =>
      core.logger.error('archive left to its lease', failure, { requestId: work.id }),
    );
  } finally {
    heartbeat.stop();
    zip.destroy();
  }
}
