import type { SubjectId, TaskSubject } from '@lethe/contracts';
import { pseudonym } from '@lethe/platform';
import type { Member } from './member.ts';
import { idText } from './subject-of.ts';

/**
 * given: what the request was asked for; known: other identifiers of its subject; acted: ids of the records that
 * domains acted on. Only given and acted make two requests be about the same person; known ones widen an erasure's
 * search (requirements D19).
 */
type TraceRole = 'given' | 'known' | 'acted';
export interface Trace {
  hash: string;
  role: TraceRole;
}

export const idHash = (secret: string, organisationId: string, id: SubjectId): string =>
  pseudonym(secret, organisationId, `id:${id.type}`, idText(id));

/**
 * The keyed hashes under which a later erasure finds this request. The domains hash keys in the same way
 * (`Outcome.keyHashes`).
 */
export function tracesOf(secret: string, organisationId: string, subject: TaskSubject): Trace[] {
  const ids = [...(subject.id ? [subject.id] : []), ...subject.alsoIds].map((id) => idHash(secret, organisationId, id));
  const keys = subject.keys.map(({ kind, key }) => pseudonym(secret, organisationId, kind, key));
  const role: TraceRole = subject.id ? 'known' : 'given';
  return [...new Set(ids)]
    .map((hash): Trace => ({ hash, role: 'given' }))
    .concat([...new Set(keys)].map((hash) => ({ hash, role })));
}

/**
 * Equal for requests that ask the same of the same subject (requirements D5). Keyed, as it outlives the request's
 * personal data.
 */
export function duplicateKey(
  secret: string,
  organisationId: string,
  member: Member,
  { requestType, replacementTerms }: { requestType: string; replacementTerms?: unknown[] },
): string {
  return pseudonym(
    secret,
    organisationId,
    'request',
    JSON.stringify([requestType, member.memberKey, (replacementTerms ?? []).map(canonical)]),
  );
}

const canonical = (term: unknown) => Object.entries(term as object).sort(([a], [b]) => (a < b ? -1 : 1));
