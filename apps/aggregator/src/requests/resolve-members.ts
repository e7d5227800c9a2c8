import {
  keyText,
  LetheError,
  notFound,
  ResolveReply,
  SUBJECTS,
  type GdprSubject,
  type Principal,
  type ResolvedSubject,
  type SubjectId,
} from '@lethe/contracts';
import { earlierTermKeys, indexKind, termKeys, type IdentifierKind } from '@lethe/matching';
import { pseudonym } from '@lethe/platform';
import { distinct, nameText, widened } from '../closure/stored-subject.ts';
import type { Core } from '../core.ts';
import { contextOf } from './context-of.ts';
import { formerMembers, type FormerMember } from './former-members.ts';
import { isCarried, memberByReference } from './known-id.ts';
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
  const members = await setOf(core, principal, id);
  return members.length > 0 ? members : [await memberByReference(core, principal, id)];
}

/** The members of the merge set of an id, with what is known of them; none when its owner does not know it. */
async function setOf(core: Core, principal: Principal, id: SubjectId): Promise<Member[]> {
  const resolved = await resolvedSet(core, principal, id);
  const living = resolved.map((member) => memberOf(member, resolved));
  const former = await formerMembers(core, principal, idText(id));
  return asGroup(id, [
    ...living.map((member) => withFormer(member, former)),
    ...(await gone(core, principal, living, former)),
  ]);
}

async function resolvedSet(core: Core, principal: Principal, id: SubjectId): Promise<ResolvedSubject[]> {
  const owner = await core.domains.owner(id.type);
  if (owner === undefined) throw notFound(id.type);
  try {
    const call = { context: contextOf(principal), id };
    const { subject, others } = await core.messaging.call(SUBJECTS.domain(owner, 'resolve'), call, ResolveReply);
    return distinct([subject, ...others], (member) => idText(member.id));
  } catch (error) {
    if (error instanceof LetheError && error.code === 'not.found') return [];
    throw error;
  }
}

/** The member with what its failed requests knew as well. */
const withFormer = (member: Member, former: FormerMember[]): Member =>
  withFailed(
    member,
    former.filter(({ memberKey }) => memberKey === member.memberKey),
  );

const withFailed = (member: Member, former: FormerMember[]): Member =>
  former
    .filter(({ failed }) => failed)
    .reduce((one, more) => ({ ...one, taskSubject: widened(one.taskSubject, moreOf(more)) }), member);

/** Members whose request is open or failed, and whose record is gone: one that lives is somebody else's by now. */
async function gone(core: Core, principal: Principal, living: Member[], former: FormerMember[]): Promise<Member[]> {
  const there = new Set(living.map(({ memberKey }) => memberKey));
  const members: Member[] = [];
  for (const [memberKey, [first, ...more]] of Map.groupBy(former, (one) => one.memberKey)) {
    if (there.has(memberKey)) continue;
    const { id } = first!.taskSubject;
    const resolved = id === undefined ? [] : await resolvedSet(core, principal, id);
    if (resolved.some((member) => idText(member.id) === memberKey)) continue;
    members.push(withFormer(first!, more));
  }
  return members;
}

/** What names the person in a request, to widen another with. */
const moreOf = ({ taskSubject: { id, alsoIds, keys, names } }: Member) => ({
  alsoIds: id === undefined ? alsoIds : [id, ...alsoIds],
  keys,
  names,
});

/**
 * Each member is left to its own request (D6). An id of the set that has none, as its record is gone, is reached with
 * the first.
 */
function asGroup(id: SubjectId, members: Member[]): Member[] {
  const own = members.flatMap(({ taskSubject }) => taskSubject.id ?? []);
  const first = members.find(({ memberKey }) => memberKey === idText(id)) ?? members[0];
  const ordered = [...new Set([...(first ? [first] : []), ...members])];
  return ordered.map((member) => {
    const { alsoIds, groupIds = [], ...subject } = member.taskSubject;
    const others = own.filter((one) => idText(one) !== member.memberKey);
    const further = [...alsoIds, ...groupIds, ...(member === first ? [id] : [])];
    return { ...member, taskSubject: widened({ ...subject, alsoIds: [], groupIds: others }, { alsoIds: further }) };
  });
}

/** By the customer's word the set is one person: what is known of one member is known of all (D23). */
function memberOf({ id, subject }: ResolvedSubject, set: ResolvedSubject[]): Member {
  const given = subjectOfId(id);
  const taskSubject = {
    id,
    alsoIds: [],
    keys: distinct(
      set.flatMap(({ keys }) => keys),
      keyText,
    ),
    names: distinct(
      set.flatMap(({ names = [] }) => names),
      nameText,
    ),
  };
  return { given, subject: { ...subject, ...given }, taskSubject, memberKey: idText(id) };
}

/**
 * An external id counts as a subject id (D8): something must carry it, or a request that failed must have known of it
 * (D24). The ids it names reach the domains that need one.
 */
async function resolveExternalId(
  core: Core,
  principal: Principal,
  given: GdprSubject,
  value: string,
): Promise<Member[]> {
  const found = await searchAll(core, contextOf(principal), 'EXTERNAL_ID', value);
  const term = bareTerm(core, principal, given, { kind: 'EXTERNAL_ID', value });
  const former = await formerMembers(core, principal, term.memberKey, term.taskSubject.keys);
  const alsoIds = found.flatMap(idsOf);
  const [first] = alsoIds;
  const living = first === undefined ? [] : await setOf(core, principal, first);
  const members = [...living, ...(await gone(core, principal, living, former))];
  if (first === undefined && members.length === 0) {
    if (await isCarried(core, principal, term.taskSubject)) return [term];
    throw notFound('externalId');
  }
  const set = new Set(members.map(({ memberKey }) => memberKey));
  // Who names one person is that person: each member of the merge set gets a request (D6), for all that is known (D23).
  if (first === undefined || alsoIds.every((id) => set.has(idText(id))))
    return members.map((one, index) => (index === 0 ? namedBy(one, term) : one));
  return [withFailed({ ...term, taskSubject: { ...term.taskSubject, byTerm: false, alsoIds } }, former)];
}

/** Shown and searched with the external id that was given, too. */
const namedBy = (member: Member, { given, taskSubject: { keys } }: Member): Member => ({
  ...member,
  given,
  subject: { ...member.subject, ...given },
  taskSubject: widened(member.taskSubject, { keys }),
});

/**
 * Of a term by itself a request that failed widens nothing: it acts on what matches it now (R34), and what it once
 * matched may be somebody else's since. What was erased then is found no more, and what was not still matches.
 */
function bareTerm(
  core: Core,
  { organisationId, defaultCountry }: Principal,
  given: GdprSubject,
  { kind, value }: { kind: IdentifierKind; value: string },
): Member {
  const keys = termKeys(kind, value, defaultCountry);
  const earlierKeys = earlierTermKeys({ kind, value, defaultCountry }, keys);
  if (keys.length === 0) throw new LetheError('bad.request', 'The term holds nothing that can be compared.');
  const hash = pseudonym(core.config.LETHE_PSEUDONYM_KEY, organisationId, kind, JSON.stringify(keys));
  return {
    given,
    subject: given,
    taskSubject: {
      byTerm: true,
      alsoIds: [],
      keys: keys.map((key) => ({ kind: indexKind(kind), key })),
      ...(earlierKeys.length > 0 && { earlierKeys }),
    },
    memberKey: `term:${hash}`,
  };
}
