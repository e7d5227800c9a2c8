import type { Reason, StalledState } from '@lethe/contracts';
import { run, type Client } from '../sql.ts';

export interface StalledRow {
  id: string;
  organisation_id: string;
  request_id: string | null;
  domain: string;
  state: StalledState;
  attempts: number;
  lost: number;
  reasons: Reason[];
  due_at: Date | null;
  due: boolean;
  progressed_at: Date;
}

/** A page, the longest first. The scope of the transaction says of whom. */
export const findStalled = (client: Client, leaseSeconds: number, limit: number, offset = 0): Promise<StalledRow[]> =>
  run<StalledRow>(client, 'stalled-find', FIND, [leaseSeconds, limit, offset]);

export const countStalled = (
  client: Client,
  leaseSeconds: number,
): Promise<{ domain: string; state: StalledState; works: number }[]> =>
  run(client, 'stalled-count', COUNT, [leaseSeconds]);

/** Twice a lease ago. */
const LIMIT = 'lethe_now() - make_interval(secs => 2 * $1::float8)';

/**
 * The folder of what is to be removed names its request (lifecycle/archive-folders.ts). All indexes are partial, so the
 * cost follows what is open and not what ever was.
 */
const STALLED = `
  with stalled as (
    select id, organisation_id, request_id, domain, state, attempts::int, lost::int, reasons, due_at, progressed_at
    from task where due_at is not null and progressed_at < ${LIMIT}
    union all
    select id, organisation_id, id, 'aggregator', 'finalising', work_attempts, work_lost, reasons, work_due_at, progressed_at
    from gdpr_request where work_due_at is not null and progressed_at < ${LIMIT}
    union all
    select id, organisation_id, substring(prefix from '^archives/[^/]+/([0-9a-f-]{36})')::uuid,
      'aggregator', 'removing', 0, 0, '[]', due_at, progressed_at
    from storage_removal where progressed_at < ${LIMIT}
    union all
    select id, organisation_id, id, 'aggregator', 'stuck', 0, 0, reasons, null, progressed_at
    from gdpr_request r where status not in ('COMPLETED', 'ERROR') and work_due_at is null and progressed_at < ${LIMIT}
      and not exists (select from task t where t.request_id = r.id and t.due_at is not null)
  )`;

const FIND = `${STALLED}
  select *, coalesce(due_at <= lethe_now(), false) as due from stalled order by progressed_at, id limit $2 offset $3`;

const COUNT = `${STALLED} select domain, state, count(*)::int as works from stalled group by domain, state`;
