import { inSystemOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { dropArchives } from '../lifecycle/end-requests.ts';
import { run } from '../sql.ts';

/** Deletes the keys of archives whose time is over, and has everything of their requests removed (requirements D16). */
export async function expireArchives(core: Core): Promise<void> {
  await inSystemOnPool(
    core.pool,
    async (client) => {
      await dropArchives(
        client,
        await run<{ id: string; organisation_id: string }>(client, 'archive-expired', EXPIRED),
      );
    },
    'expireArchives',
  );
}

const EXPIRED = `select request_id as id, organisation_id from archive where expires_at <= lethe_now()
  order by expires_at limit 500 for update skip locked`;
