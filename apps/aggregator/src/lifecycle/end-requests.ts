import { v7 as uuidv7 } from 'uuid';
import { run, type Client } from '../sql.ts';
import { archiveFolder } from './archive-folders.ts';

/**
 * Ends (locked) requests. What names the person for the domains goes with it, except after an error: an operator's
 * retry may need it when the record that the id names is gone already. Names of other people's records go in any case.
 */
export async function endRequests(client: Client, requestIds: string[], status: 'COMPLETED' | 'ERROR'): Promise<void> {
  const ended = await run<{ id: string; organisation_id: string }>(client, 'end-requests', END, [requestIds, status]);
  if (status === 'ERROR') await dropArchives(client, ended);
}

/** Deletes the keys at once and has the objects removed afterwards. */
export async function dropArchives(client: Client, requests: { id: string; organisation_id: string }[]): Promise<void> {
  if (requests.length === 0) return;
  const dropped = await run<{ id: string; organisation_id: string }>(client, 'archive-drop', DROP, [
    requests.map(({ id }) => id),
  ]);
  await removeLater(
    client,
    dropped.map(({ id, organisation_id }) => ({ organisation_id, prefix: archiveFolder(organisation_id, id) })),
  );
}

/**
 * Commits the intention to remove everything below a prefix, so that a crash cannot leave it behind: at once, and again
 * an hour later, to catch late writes: of a worker that was stopped meanwhile, or of a message that was delayed.
 */
export async function removeLater(
  client: Client,
  prefixes: { organisation_id: string; prefix: string }[],
): Promise<void> {
  if (prefixes.length === 0) return;
  const removals = prefixes.flatMap((removal) => REMOVE_AFTER.map((after) => ({ id: uuidv7(), after, ...removal })));
  await run(client, 'removal-insert', REMOVE, [JSON.stringify(removals)]);
}

const REMOVE_AFTER = ['0', '1 hour'];

const END = `
  update gdpr_request set status = $2, completed_at = lethe_now(), work_due_at = null,
    reasons = case $2 when 'COMPLETED' then '[]' else reasons end,
    task_subject = case $2 when 'COMPLETED' then '{"alsoIds": [], "keys": []}' else task_subject - 'carriers' ||
      jsonb_strip_nulls(jsonb_build_object('found', (select jsonb_agg(f - 'carriers') from jsonb_array_elements(task_subject -> 'found') f))) end
  where id = any($1::uuid[]) and status not in ('COMPLETED', 'ERROR') returning id, organisation_id`;

const DROP = `delete from archive where request_id = any($1::uuid[]) returning request_id as id, organisation_id`;

const REMOVE = `
  insert into storage_removal (id, organisation_id, prefix, due_at, progressed_at)
  select r.id, r.organisation_id, r.prefix, lethe_now() + r.after::interval, lethe_now() + r.after::interval from jsonb_to_recordset($1) as r(id uuid, after text, organisation_id uuid, prefix text)`;
