import type { GdprSubject, Reason, ReplacementTerm, RequestStatus, RequestType } from '@lethe/contracts';
import type { Core } from '../core.ts';
import { isTerminal } from '../lifecycle/next.ts';
import { dropArchives } from '../lifecycle/end-requests.ts';
import { run, type Client } from '../sql.ts';
import { erasedSubject, erasedTerms } from './erased.ts';
import type { SettledRow } from './settled-row.ts';

interface Related {
  id: string;
  organisation_id: string;
  request_type: RequestType;
  status: RequestStatus;
  default_country: string;
  given: GdprSubject;
  replacement_terms: ReplacementTerm[] | null;
}

/**
 * Removes what earlier requests about the erased person, and this one, still hold: archives, known fields, replacement
 * terms (requirements D19). False while such a request is in flight, as its archive would appear afterwards.
 */
export async function eraseTraces(core: Core, client: Client, row: SettledRow): Promise<boolean> {
  const related = await run<Related>(client, 'erase-related', RELATED, [row.organisation_id, row.id, row.step_at]);
  const open = related.find((other) => !isTerminal(other.status) && other.request_type !== 'GDPR_DELETE');
  if (open !== undefined) {
    await run(client, 'erase-wait', WAIT, [row.id, JSON.stringify([waitsFor(open.id)])]);
    return false;
  }
  const ended = related.filter((other) => isTerminal(other.status));
  await dropArchives(client, ended);
  await run(client, 'erase-clean', CLEAN, [JSON.stringify([...ended, row].map((request) => cleaned(core, request)))]);
  return true;
}

const waitsFor = (id: string): Reason => ({
  code: 'earlier.request.open',
  message: `The earlier request ${id} about the same person is in flight; what it leaves is removed when it has ended.`,
});

function cleaned(
  core: Core,
  row: Pick<Related, 'id' | 'organisation_id' | 'default_country' | 'given' | 'replacement_terms'>,
) {
  const hashing = {
    secret: core.config.LETHE_PSEUDONYM_KEY,
    organisationId: row.organisation_id,
    defaultCountry: row.default_country,
  };
  return {
    id: row.id,
    given: erasedSubject(hashing, row.given),
    replacement_terms: row.replacement_terms && erasedTerms(hashing, row.replacement_terms),
  };
}

/**
 * Requests of before this erasure was done in the domains that were given one of the person's ids or keys, or that
 * acted on one of the person's records. The keys that were known of an id when it was asked for count, too: they may
 * have changed since. Another member of the group whose erasure failed keeps what it knows: whoever asks again needs it
 * (requirements D24, R56).
 */
const RELATED = `
  with own as materialized (
    select hash from request_trace where organisation_id = $1 and request_id = $2
    union
    select jsonb_array_elements_text(o.value -> 'keyHashes') from task t cross join lateral jsonb_each(t.outcomes) o
      where t.organisation_id = $1 and t.request_id = $2
  ), direct as materialized (
    select request_id, bool_or(role = 'given') as by_given from request_trace
    where organisation_id = $1 and hash = any(array(select hash from own)) and role in ('given', 'acted') and request_id <> $2 group by request_id
  ), wider as materialized (
    select k.hash from direct d join request_trace k on k.request_id = d.request_id
      where d.by_given and k.organisation_id = $1 and k.role = 'known'
  ), found as (
    select request_id from direct
    union
    select request_id from request_trace where organisation_id = $1 and hash = any(array(select hash from wider))
      and role = 'given' and request_id <> $2
  )
  select r.id, r.organisation_id, r.request_type, r.status, r.default_country, r.given, r.replacement_terms from gdpr_request r
  where r.organisation_id = $1 and r.id = any(array(select request_id from found)) and r.created_at < $3 and r.cleaned_at is null
    and not (r.status = 'ERROR' and r.request_type = 'GDPR_DELETE' and exists (
      select from gdpr_request own where own.id = $2 and own.group_id = r.group_id and own.member_key <> r.member_key))
  order by r.id for update`;

const WAIT = `update gdpr_request set work_due_at = lethe_now() + interval '1 second', reasons = $2 where id = $1`;

const CLEAN = `
  update gdpr_request r set name = null, given = c.given, subject = c.given, replacement_terms = nullif(c.replacement_terms, 'null'::jsonb),
    task_subject = '{"alsoIds": [], "keys": []}', cleaned_at = lethe_now()
  from jsonb_to_recordset($1) as c(id uuid, given jsonb, replacement_terms jsonb) where r.id = c.id`;
