import type { GdprSubject, IdentifierKey, Principal } from '@lethe/contracts';
import { pseudonym } from '@lethe/platform';
import { inTenantOnPool } from '@lethe/persistence';
import { known, type StoredSubject } from '../closure/stored-subject.ts';
import type { Core } from '../core.ts';
import { run } from '../sql.ts';
import type { Member } from './member.ts';

interface Row {
  member_key: string;
  given: GdprSubject;
  subject: GdprSubject;
  task_subject: StoredSubject;
  failed: boolean;
}

/** A member as a request knows it that is open, or that ended in ERROR. */
export interface FormerMember extends Member {
  failed: boolean;
}

/**
 * What requests know that are open, or ended in ERROR without anything being cleaned since: of this member and of those
 * that its last request was related to. An erasure that failed halfway may have erased what an id names, and the
 * requests of the others go on or fail alone (requirements D24, R56 to R60).
 * @param named finds requests that knew this external id of their subject, too
 */
export async function formerMembers(
  core: Core,
  { organisationId }: Principal,
  memberKey: string,
  named: IdentifierKey[] = [],
): Promise<FormerMember[]> {
  const hashes = named.map(({ kind, key }) => pseudonym(core.config.LETHE_PSEUDONYM_KEY, organisationId, kind, key));
  const rows = await inTenantOnPool(core.pool, organisationId, (client) =>
    run<Row>(client, 'request-former', FORMER, [organisationId, memberKey, hashes]),
  );
  return rows.map(({ member_key, given, subject, task_subject, failed }) => ({
    given,
    subject,
    taskSubject: known(task_subject),
    memberKey: member_key,
    failed,
  }));
}

/**
 * Of each member and type of request the newest that failed and the newest that is open. A search that gave up because its closure was too
 * large has changed nothing and knew too much: it is left out, so that whoever mends what links the ids can ask again.
 */
const FORMER = `
  with last as materialized (
    select id, group_id from gdpr_request where organisation_id = $1 and member_key = $2 order by created_at desc, id desc limit 1
  ), members as materialized (
    select $2::text as member_key
    union
    select r.member_key from gdpr_request r join last on r.group_id = last.group_id where r.organisation_id = $1
    union
    select r.member_key from request_trace t join gdpr_request r on r.id = t.request_id
      where t.organisation_id = $1 and t.hash = any($3::text[]) and t.role in ('given', 'known')
  )
  select distinct on (r.member_key, r.status = 'ERROR', r.request_type) r.member_key, r.given, r.subject, r.task_subject, r.status = 'ERROR' as failed
  from gdpr_request r join members using (member_key)
  where r.organisation_id = $1 and r.status <> 'COMPLETED' and r.cleaned_at is null
    and not (r.status = 'ERROR' and r.step = 0 and r.reasons @> '[{"code": "closure.too.large"}]' and not r.rounds @> '[{"isReturn": true}]')
  order by r.member_key, r.status = 'ERROR', r.request_type, r.created_at desc, r.id desc`;
