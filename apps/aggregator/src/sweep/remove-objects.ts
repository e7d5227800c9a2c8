import { inSystemOnPool } from '@lethe/persistence';
import { step } from '@lethe/platform/failpoints';
import type { Core } from '../core.ts';
import { run } from '../sql.ts';

interface Row {
  id: string;
  prefix: string;
}

/**
 * Removes what committed transactions made obsolete; the row goes last, so that nothing is forgotten. Returns how many
 * it looked at.
 */
export async function removeObjects(core: Core): Promise<number> {
  const rows = await inSystemOnPool(
    core.pool,
    (client) => run<Row>(client, 'removal-claim', CLAIM, [core.config.LETHE_LEASE_SECONDS]),
    'claimRemovals',
  );
  const removed: string[] = [];
  for (const { id, prefix } of rows) {
    try {
      await step('removeObjects', () => core.storage.deletePrefix(prefix));
      removed.push(id);
    } catch (error) {
      core.logger.error('objects not removed, tried again later', error);
    }
  }
  if (removed.length > 0)
    await inSystemOnPool(core.pool, (client) => run(client, 'removal-done', DONE, [removed]), 'forgetRemovals');
  return rows.length;
}

/** The lease is also the pause after a failure. */
const CLAIM = `
  update storage_removal set due_at = lethe_now() + make_interval(secs => $1::float8)
  where id in (select id from storage_removal where due_at <= lethe_now() order by due_at limit 50
    for update skip locked) returning id, prefix`;

const DONE = 'delete from storage_removal where id = any($1::uuid[])';
