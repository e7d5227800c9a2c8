import type { CallGuard } from '@lethe/contracts';
import { run, type Client } from '../sql.ts';

/**
 * Runs `create` once for each call: a message that comes again waits for the transaction of the first one and gets the
 * id of the same request. Calls without an id (of a gateway before it had them) are not deduplicated. The
 * transaction cannot be committed after the deadline of the call: a process that stood still would do later what its
 * caller believes to be refused, and has perhaps asked for again.
 * @returns the id of the request, and whether this very message created it
 */
export async function oncePerCall(
  client: Client,
  organisationId: string,
  { callId, deadline }: CallGuard,
  create: () => Promise<{ id: string; created: boolean }>,
): Promise<{ id: string; created: boolean }> {
  if (callId === undefined) return create();
  const values = [organisationId, callId];
  if ((await run(client, 'call-insert', INSERT, [...values, deadline])).length === 0) {
    const [earlier] = await run<{ request_id: string }>(client, 'call-read', READ, values);
    return { id: earlier!.request_id, created: true };
  }
  const made = await create();
  await run(client, 'call-remember', REMEMBER, [...values, made.id]);
  return made;
}

/** Calls that are older than any message can be. */
export async function forgetCalls(client: Client): Promise<void> {
  await run(client, 'call-forget', FORGET);
}

const INSERT =
  'insert into request_call (organisation_id, call_id, deadline, created_at) values ($1, $2, $3, lethe_now()) on conflict do nothing returning call_id';
const READ = 'select request_id from request_call where organisation_id = $1 and call_id = $2';
const REMEMBER = 'update request_call set request_id = $3 where organisation_id = $1 and call_id = $2';
const FORGET = `delete from request_call where created_at < lethe_now() - interval '1 day'`;
