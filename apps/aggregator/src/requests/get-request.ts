import {
  notFound,
  type ListRequestsCall,
  type ListRequestsReply,
  type RequestCall,
  type RequestReply,
} from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { run, type Client } from '../sql.ts';
import { viewRequest, type RequestRow } from './view-request.ts';

export async function getRequest(core: Core, { principal, requestId }: RequestCall): Promise<RequestReply> {
  const { organisationId } = principal;
  const [request] = await inTenantOnPool(core.pool, organisationId, (client) =>
    readRequests(client, organisationId, [requestId]),
  );
  if (request === undefined) throw notFound('request');
  return request;
}

/** Newest first. */
export async function listRequests(core: Core, { principal, page }: ListRequestsCall): Promise<ListRequestsReply> {
  const { organisationId } = principal;
  return inTenantOnPool(core.pool, organisationId, async (client) => {
    const [count] = await run<{ total: number }>(
      client,
      'request-count',
      'select count(*)::int as total from gdpr_request where organisation_id = $1',
      [organisationId],
    );
    const offset = (page.pageNumber - 1) * page.pageSize;
    const ids = await run<{ id: string }>(client, 'request-page', PAGE, [organisationId, page.pageSize, offset]);
    return {
      requests: await readRequests(
        client,
        organisationId,
        ids.map(({ id }) => id),
      ),
      total: count!.total,
    };
  });
}

/** Newest first; ids of other organisations are as absent. */
export async function readRequests(client: Client, organisationId: string, ids: string[]): Promise<RequestReply[]> {
  return ids.length === 0
    ? []
    : (await run<RequestRow>(client, 'request-read', READ, [organisationId, ids])).map(viewRequest);
}

const PAGE = `select id from gdpr_request where organisation_id = $1 order by created_at desc, id desc limit $2 offset $3`;

/** `related`: of every other member of the merge set its current, that is its newest, request (requirements D6). */
const READ = `
  select r.id, r.name, r.client_id, r.replacement_terms, r.request_type, r.created_at, r.status, r.subject,
    r.request_type = 'GDPR_UPDATE' and r.status = 'COMPLETED' and not exists (select from task t where t.request_id = r.id
      and jsonb_path_exists(t.outcomes, '$.rectify.changes[*] ? (@.records > 0)')) as nothing_matched,
    (select array_agg(a.id) from archive a where a.request_id = r.id and a.location is not null
      and a.expires_at > lethe_now()) as downloads,
    (select array_agg(m.id order by m.member_key) from (
      select distinct on (g.member_key) g.member_key, g.id from gdpr_request g
      where g.group_id = r.group_id and g.organisation_id = $1 and g.member_key <> r.member_key
      order by g.member_key, g.created_at desc, g.id desc) m) as related
  from gdpr_request r where r.organisation_id = $1 and r.id = any($2::uuid[])
  order by r.created_at desc, r.id desc`;
