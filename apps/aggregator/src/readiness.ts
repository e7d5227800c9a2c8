import type { Readiness } from '@lethe/platform';
import type { Core } from './core.ts';

/**
 * Ready while its own needs are met; a domain that is away is shown and makes its tasks wait, nothing else
 * (requirements D18).
 */
export async function readiness(core: Core): Promise<Readiness> {
  const [database, nats] = await Promise.all([
    core.pool.query('select 1').then(
      () => true,
      () => false,
    ),
    core.messaging.isConnected(),
  ]);
  const domains = core.domains
    .statuses()
    .map(({ name, answered, available, lastAnsweredDate }) => ({ name, answered, available, lastAnsweredDate }));
  return { ready: database && nats, database, nats, domains };
}
