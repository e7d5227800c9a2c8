import {
  LetheError,
  notFound,
  ResolveReply,
  SUBJECTS,
  type GdprSubject,
  type Principal,
  type ResolvedSubject,
  type SubjectId,
} from '@lethe/contracts';
import { indexKind, termKeys, type IdentifierKind } from '@lethe/matching';
import { pseudonym } from '@lethe/platform';
import { widened } from '../closure/stored-subject.ts';
import type { Core } from '../core.ts';
import { contextOf } from './context-of.ts';
import { formerSubject, memberByReference, withFormer } from './known-id.ts';
import type { Member } from './member.ts';
import { searchAll } from './search-all.ts';
import { idsOf, idText, subjectOfId } from './subject-of.ts';
import { termOf } from './term-of.ts';

/**
 * Whom the request is about: the given subject first, then the other members of its merge set.
 * @throws LetheError not.found for an unknown id (D7), service.unavailable while its owner is away (D18), bad.request
 *   for a bad term.
 */
export async function resolveMembers(core: Core, principal: Principal, given: GdprSubject): Promise<Member[]> {
  const term = termOf(given);
  if ('id' in term) return resolveId(core, principal, term.id);
  if (term.kind === 'EXTERNAL_ID') return resolveExternalId(core, principal, given, term.value);
  return [bareTerm(core, principal, given, term)];
}

async function resolveId(core: Core, principal: Principal, id: SubjectId): Promise<Member[]> {
  const owner = await core.domains.owner(id.type);
  if (owner === undefined) throw notFound(id.type);
  const call = { context: contextOf(principal), id };
  const resolved = await core.messaging
    .call(SUBJECTS.domain(owner, 'resolve'), call, ResolveReply)
    .catch((error: unknown) => {
      if (error instanceof LetheError && error.code === 'not.found') return undefined;
      throw error;
    });
  if (resolved === undefined) return [await byKnowledge(core, principal, id)];
  const { subject, others } = resolved;
  const set = [...new Map([subject, ...others].map((member) => [idText(member.id), member])).values()];
  const members = set.map((member) => memberOf(member, set));
  // Its canonical contact is gone: what still carries that id is reached with the first member.
  if (idText(subject.id) !== idText(id)) members[0]!.taskSubject.alsoIds.push(id);
  return Promise.all(members.map((member) => withFormer(core, principal, member)));
}

/** The owner does not know the id: something may carry it, or a request that failed may know of it (D24). */
async function byKnowledge(core: Core, principal: Principal, id: SubjectId): Promise<Member> {
  const given = subjectOfId(id);
  const former = await formerSubject(core, principal, idText(id));
  if (former === undefined) return memberByReference(core, principal, id);
  const { alsoIds, keys, names = [] } = former;
  const taskSubject = widened({ id, alsoIds: [], keys: [] }, { alsoIds, keys, names });
  return { given, subject: given, taskSubject, memberKey: idText(id) };
}

/** By the customer's word the set is one person: what is known of one member is known of all (D23). */
function memberOf({ id, subject }: ResolvedSubject, set: ResolvedSubject[]): Member {
  const given = subjectOfId(id);
  const taskSubject = {
    id,
    alsoIds: [],
    keys: distinct(set.flatMap(({ keys }) => keys)),
    names: distinct(set.flatMap(({ names = [] }) => names)),
    groupIds: set.flatMap((member) => (member.id.id === id.id ? [] : [member.id])),
  };
  return { given, subject: { ...subject, ...given }, taskSubject, memberKey: idText(id) };
}

const distinct = <T>(all: T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

/**
 * An external id counts as a subject id (D8): it must name somebody, and the ids it names reach the domains that need
 * one.
 */
async function resolveExternalId(
  core: Core,
  principal: Principal,
  given: GdprSubject,
  value: string,
): Promise<Member[]> {
  const found = await searchAll(core, contextOf(principal), 'EXTERNAL_ID', value);
  const alsoIds = found.flatMap(idsOf);
  const [first] = alsoIds;
  if (first === undefined) throw notFound('externalId');
  const members = await resolveId(core, principal, first);
  const set = new Set(members.map(({ memberKey }) => memberKey));
  // A merge set is one person, and each of its members gets a request (D6).
  if (members.length > 1 && alsoIds.every((id) => set.has(idText(id))))
    return members.map((one, index) => (index === 0 ? { ...one, given, subject: { ...one.subject, ...given } } : one));
  const member = bareTerm(core, principal, given, { kind: 'EXTERNAL_ID', value });
  return [{ ...member, taskSubject: { ...member.taskSubject, byTerm: false, alsoIds } }];
}

function bareTerm(
  core: Core,
  { organisationId, defaultCountry }: Principal,
  given: GdprSubject,
  { kind, value }: { kind: IdentifierKind; value: string },
): Member {
  const keys = termKeys(kind, value, defaultCountry);
  if (keys.length === 0) throw new LetheError('bad.request', 'The term holds nothing that can be compared.');
  const hash = pseudonym(core.config.LETHE_PSEUDONYM_KEY, organisationId, kind, JSON.stringify(keys));
  return {
    given,
    subject: given,
    taskSubject: { byTerm: true, alsoIds: [], keys: keys.map((key) => ({ kind: indexKind(kind), key })) },
    memberKey: `term:${hash}`,
  };
}
