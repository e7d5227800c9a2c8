import type { CallGuard, CreateRequestCall, CreateRequestReply, GdprRequestInput, Principal } from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import type { Core } from '../core.ts';
import { advance } from '../lifecycle/advance.ts';
import { readRequests } from './get-request.ts';
import { insertRequests } from './insert-requests.ts';
import type { Member } from './member.ts';
import { isSkipped } from './needs-subject.ts';
import { oncePerCall } from './remember-call.ts';
import { resolveMembers } from './resolve-members.ts';

/**
 * `POST /api/v2/gdpr/requests`: one request for each member of the merge set, none for members whose equal request is
 * in flight (requirements D5, R53, R59). Committed when this resolves.
 */
export async function createRequest(
  core: Core,
  { principal, request, ...guard }: CreateRequestCall,
): Promise<CreateRequestReply> {
  return commitRequest(core, principal, request, await resolveMembers(core, principal, request.subject), guard);
}

/** `retriedFrom`: the request that ended in ERROR and that an operator starts again. */
export async function commitRequest(
  core: Core,
  principal: Principal,
  input: GdprRequestInput,
  members: Member[],
  guard: CallGuard,
  retriedFrom?: string,
): Promise<CreateRequestReply> {
  const { organisationId } = principal;
  const reply = await inTenantOnPool(
    core.pool,
    organisationId,
    async (client) => {
      const { id, created } = await oncePerCall(client, organisationId, guard, async () => {
        const made = await insertRequests(core, client, principal, input, members, retriedFrom);
        if (core.domains.expected.every((domain) => isSkipped(core.domains.manifest(domain), members[0]!.taskSubject)))
          await advance(client, made.ids);
        return { id: made.ids[0]!, created: made.created > 0 };
      });
      const [request] = await readRequests(client, organisationId, [id]);
      return { created, request: request! };
    },
    'createRequest',
  );
  core.nudge();
  return reply;
}
