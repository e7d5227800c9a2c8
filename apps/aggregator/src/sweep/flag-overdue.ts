import { inSystemOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { run } from '../sql.ts';

/** Says once of each request that its legal deadline has passed (requirements R80, R81). */
export async function flagOverdue(core: Core): Promise<void> {
  const rows = await inSystemOnPool(
    core.pool,
    (client) => run<{ id: string; organisation_id: string }>(client, 'overdue-flag', FLAG),
    'flagOverdue',
  );
  for (const { id, organisation_id } of rows)
    core.logger.error('request overdue', undefined, { requestId: id, organisationId: organisation_id });
}

const FLAG = `
  update gdpr_request set overdue_at = lethe_now() where id in (
    select id from gdpr_request where status not in ('COMPLETED', 'ERROR') and due_at < lethe_now()
      and overdue_at is null order by id limit 500 for update skip locked)
  returning id, organisation_id`;
