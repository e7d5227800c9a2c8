import {
  keyText,
  type IdentifierKey,
  type Reason,
  type RequestType,
  type SubjectId,
  type TaskState,
  type TaskVerb,
} from '@lethe/contracts';
import type { Manifests } from '../domains/domain-registry.ts';
import type { Back } from '../lifecycle/next.ts';
import { sharedKeys, strongKeys } from './shared-keys.ts';
import { idsOfSubject, newIds, widened, type Finding, type Round, type StoredSubject } from './stored-subject.ts';

/** Ids that a request acts on at most (D23). */
const MOST_IDS = 1_000;
/** Rounds of an erasure after its first one that a check asks for (D26). */
const MOST_RETURNS = 3;
/** Rounds without a new id: a search is done after a few, unless a domain answers differently each time. */
const MOST_UNSETTLED = 50;

const tooLarge = (isChanged: boolean): Reason => ({
  code: 'closure.too.large',
  message: `The search found more than ${MOST_IDS} ids: that is hardly one person. ${
    isChanged ? 'Some of it may be erased already' : 'Nothing was changed'
  }. Look in the rounds at what links the ids, then ask again.`,
});
const STILL_ARRIVING: Reason = {
  code: 'still.arriving',
  message: `The erasure was repeated ${MOST_RETURNS} times, and each time something new of the person had arrived. Find out what goes on storing it, then send the request again.`,
};
const UNSETTLED: Reason = {
  code: 'closure.unsettled',
  message: `The search went on for ${MOST_UNSETTLED} rounds without a new id. Find out which service answers differently each time, then send the request again.`,
};

/** A step that all tasks have left, as its request stands. */
export interface Turning {
  type: RequestType;
  verb: TaskVerb;
  subject: StoredSubject;
  rounds: Round[];
  tasks: { domain: string; state: TaskState }[];
}

/** What the answers of a step make of a request. */
export interface Turn {
  /** With all that was found. */
  subject: StoredSubject;
  back?: Back;
  /** Present when something was new. */
  round?: Round;
  /** Who is asked when it goes back; all when absent. */
  domains?: string[];
}

/** Takes in what was found, and says whether the request goes on (undefined `back`), searches again or erases again. */
export function turnOf(manifests: Manifests, turning: Turning): Turn {
  const { verb, type } = turning;
  const { found = [], ...before } = turning.subject;
  if (verb === 'export' || verb === 'rectify' || (verb === 'check' && type !== 'GDPR_DELETE'))
    return { subject: before };
  const { subject, ids, again } = takeIn(manifests, turning, before, found);
  if (idsOfSubject(subject).length > MOST_IDS)
    return { subject: before, back: { reason: tooLarge(verb !== 'locate' || turning.rounds.some(isReturn)) } };
  return verb === 'locate'
    ? searched(turning, { subject, ids, again })
    : erased(turning, found, { subject, ids, again });
}

const isReturn = (round: Round): boolean => round.isReturn === true;

/** After an erasure or its check. */
function erased(turning: Turning, found: Finding[], taken: Taken): Turn {
  const { verb, rounds } = turning;
  const { subject, ids, again } = taken;
  if (verb === 'erase') {
    if (found.some(({ isNotLocated }) => isNotLocated))
      return settling(turning, taken, { round: { ids, isReturn: true, isNotLocated: true } });
    return { subject, ...(ids.length > 0 && { round: { ids } }) };
  }
  const left = found.filter(({ isLeft }) => isLeft).map(({ domain }) => domain);
  const domains = [...new Set([...left, ...again])];
  if (domains.length === 0) return { subject, ...(ids.length > 0 && { round: { ids } }) };
  const returns = rounds.filter((round) => isReturn(round) && !round.isNotLocated).length;
  if (returns >= MOST_RETURNS) return { subject, back: { reason: STILL_ARRIVING } };
  return { subject, round: { ids, isReturn: true }, back: { verb: 'erase' }, domains };
}

/** Searches on, unless it never gets on: new ids come to an end, as they are at most so many. */
function settling({ rounds }: Turning, { subject, again }: Taken, { round }: { round: Round }): Turn {
  const unsettled = rounds.filter(({ ids, asksSkipped }) => ids.length === 0 && !asksSkipped).length;
  if (round.ids.length === 0 && unsettled >= MOST_UNSETTLED) return { subject, back: { reason: UNSETTLED } };
  return { subject, round, back: { verb: 'locate' }, ...(again.length > 0 && { domains: again }) };
}

interface Taken {
  subject: StoredSubject;
  ids: SubjectId[];
  again: string[];
}

function searched(turning: Turning, taken: Taken): Turn {
  const { rounds, tasks } = turning;
  const { subject, ids, again } = taken;
  if (again.length > 0) return settling(turning, taken, { round: { ids } });
  const isAsked = rounds.some((round) => round.asksSkipped);
  if (subject.byTerm && !isAsked && subject.alsoIds.length > 0 && tasks.some(({ state }) => state === 'skipped'))
    return { subject, round: { ids, asksSkipped: true }, back: { verb: 'locate' }, domains: [] };
  return { subject, ...(ids.length > 0 && { round: { ids } }) };
}

/** `again`: the domains that might answer otherwise now. */
function takeIn(manifests: Manifests, { verb, tasks }: Turning, before: StoredSubject, found: Finding[]): Taken {
  const ids = newIds(
    before,
    found.flatMap((finding) => finding.ids ?? []),
  );
  const wide = widened(before, {
    alsoIds: ids,
    keys: found.flatMap(({ keys = [] }) => keys),
    names: found.flatMap(({ names = [] }) => names),
  });
  const subject = withShared(verb, before, verb === 'locate' ? { ...wide, ...carriersOf(before, found) } : wide);
  const inDoubt = new Set(found.filter(({ isInDoubt }) => isInDoubt).map(({ domain }) => domain));
  const types = new Set(ids.map(({ type }) => type));
  const isWider = size(subject) > size(before) || without(subject.shared, sharedBefore(before)).length > 0;
  const isCleared = !subject.byTerm && without(sharedBefore(before), subject.shared).length > 0;
  const concerns = (domain: string): boolean => {
    const manifest = manifests.manifest(domain);
    if (manifest === undefined) return types.size > 0;
    const known = subject.byTerm ? manifest.subjectIds : [...manifest.subjectIds, ...(manifest.refersTo ?? [])];
    return known.some((type) => types.has(type));
  };
  const again = tasks
    .filter(({ state }) => state === 'done')
    .map(({ domain }) => domain)
    .filter((domain) => isWider || (isCleared && inDoubt.has(domain)) || concerns(domain));
  return { subject, ids, again };
}

const size = ({ keys, names = [] }: StoredSubject): number => keys.length + names.length;

function carriersOf(before: StoredSubject, found: Finding[]): Pick<StoredSubject, 'carriers'> {
  const told = found.flatMap(({ domain, carriers }) => (carriers ? [[domain, carriers] as const] : []));
  return told.length === 0 ? {} : { carriers: { ...before.carriers, ...Object.fromEntries(told) } };
}

/** Until a round of the search has looked at a key, it counts as shared: nobody is acted on too early. */
function withShared(verb: TaskVerb, before: StoredSubject, subject: StoredSubject): StoredSubject {
  if (subject.byTerm) return subject;
  const fresh = strongKeys(without(subject.keys, before.keys));
  const judged =
    verb === 'locate' ? sharedKeys(strongKeys(before.keys), subject.carriers, subject.names) : sharedBefore(before);
  return { ...subject, shared: [...judged, ...fresh] };
}

const sharedBefore = ({ keys, shared }: StoredSubject): IdentifierKey[] => shared ?? strongKeys(keys);

function without(keys: readonly IdentifierKey[] = [], others: readonly IdentifierKey[] = []): IdentifierKey[] {
  const known = new Set(others.map(keyText));
  return keys.filter((key) => !known.has(keyText(key)));
}
