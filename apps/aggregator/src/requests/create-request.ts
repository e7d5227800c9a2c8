import type { CreateRequestCall, CreateRequestReply, GdprRequestInput, Principal } from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { advance } from '../lifecycle/advance.ts';
import { readRequests } from './get-request.ts';
import { insertRequests } from './insert-requests.ts';
import type { Member } from './member.ts';
import { isSkipped } from './needs-subject.ts';
import { resolveMembers } from './resolve-members.ts';

/**
 * `POST /api/v2/gdpr/requests`: one request for each member of the merge set, none for members whose equal request is in flight
 * (requirements D5, R53, R59). Committed when this resolves.
 */
export async function createRequest(core: Core, { principal, request }: CreateRequestCall): Promise<CreateRequestReply> {
  return commitRequest(core, principal, request, await resolveMembers(core, principal, request.subject));
}

/** @param retriedFrom the request that ended in ERROR and that an operator starts again. */
export async function commitRequest(core: Core, principal: Principal, input: GdprRequestInput, members: Member[], retriedFrom?: string): Promise<CreateRequestReply> {
  const { organisationId } = principal;
  const reply = await inTenantOnPool(core.pool, organisationId, async (client) => {
    const { created, ids } = await insertRequests(core, client, principal, input, members, retriedFrom);
    if (core.domains.expected.every((domain) => isSkipped(core.domains.manifest(domain), members[0]!.taskSubject))) await advance(client, ids);
    const [request] = await readRequests(client, organisationId, [ids[0]!]);
    return { created: created > 0, request: request! };
  });
  core.nudge();
  return reply;
}
