import type { CallGuard, CreateRequestCall, CreateRequestReply } from '@lethe/contracts';
import { inTenantOnPool } from '@lethe/persistence';
import type { Core, Waiting } from '../core.ts';
import { advance } from '../lifecycle/advance.ts';
import { readRequests } from './get-request.ts';
import { insertRequests, type WantedRequest } from './insert-requests.ts';
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
  const members = await resolveMembers(core, principal, request.subject);
  return commitRequest(core, { principal, input: request, members }, guard);
}

export async function commitRequest(core: Core, wanted: WantedRequest, guard: CallGuard): Promise<CreateRequestReply> {
  const { organisationId } = wanted.principal;
  const { reply, waiting } = await inTenantOnPool(
    core.pool,
    organisationId,
    async (client) => {
      const waiting: Waiting[] = ['tasks'];
      const { id, created } = await oncePerCall(client, organisationId, guard, async () => {
        const made = await insertRequests(core, client, wanted);
        if (
          core.domains.expected.every((domain) =>
            isSkipped(core.domains.manifest(domain), wanted.members[0]!.taskSubject),
          )
        )
          waiting.push(...(await advance(core, client, made.ids)));
        return { id: made.ids[0]!, created: made.created > 0 };
      });
      const [request] = await readRequests(client, organisationId, [id]);
      return { reply: { created, request: request! }, waiting };
    },
    'createRequest',
  );
  for (const what of waiting) core.nudge(what);
  return reply;
}
