import {
  keyText,
  type DoneOutcome,
  type IdentifierKey,
  type PersonName,
  type SubjectId,
  type TaskSubject,
  type TaskVerb,
} from '@lethe/contracts';
import { idText } from '../requests/subject-of.ts';

/** The names of the records of one domain that carry a key. */
type Carriers = NonNullable<DoneOutcome['carriers']>;

/** What one answer says of the closure; taken in when the step ends, so that all tasks of a step are about the same. */
export interface Finding {
  domain: string;
  ids?: SubjectId[];
  keys?: IdentifierKey[];
  names?: PersonName[];
  carriers?: Carriers;
  /** Records were left alone as long as their identifier may be shared. */
  isInDoubt?: boolean;
  /** A check: something is there that should be gone. */
  isLeft?: boolean;
  /** An erasure: nobody had located these, and nothing was erased. */
  isNotLocated?: boolean;
}

/** `gdpr_request.task_subject`: the one place where names and keys are kept, as long as the request is open. */
export interface StoredSubject extends TaskSubject {
  found?: Finding[];
  /** By domain, of its last locate. */
  carriers?: Record<string, Carriers>;
}

/** One time that a request went on searching (D23), or back to erase or search again (D26). */
export interface Round {
  ids: SubjectId[];
  /** After an erasure: something was left, or nobody had located it. */
  isReturn?: true;
  /** Back to the search, as an erasure met members of a merge set that nobody had located. */
  isNotLocated?: true;
  /** Domains that a bare term does not reach were asked what they carry (D25). */
  asksSkipped?: true;
}

export const idsOfSubject = ({ id, alsoIds }: TaskSubject): SubjectId[] => [...(id ? [id] : []), ...alsoIds];

/** Without what is there already. */
export function newIds(subject: TaskSubject, ids: readonly SubjectId[]): SubjectId[] {
  const known = new Set([...idsOfSubject(subject), ...(subject.groupIds ?? [])].map(idText));
  return distinct(ids, idText).filter((id) => !known.has(idText(id)));
}

export const nameText = ({ given, middle, family, whole }: PersonName): string =>
  JSON.stringify([given ?? '', middle ?? '', family ?? '', whole ?? '']);

export function distinct<T>(items: readonly T[], text: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [text(item), item])).values()];
}

/** The subject with these ids, keys and names as well; of a bare term the keys stay its own (R34). */
export function widened<Subject extends TaskSubject>(
  subject: Subject,
  more: Partial<Pick<TaskSubject, 'alsoIds' | 'keys' | 'names'>>,
): Subject {
  const wide = { ...subject, alsoIds: [...subject.alsoIds, ...newIds(subject, more.alsoIds ?? [])] };
  if (subject.byTerm) return wide;
  const names = distinct([...(subject.names ?? []), ...(more.names ?? [])], nameText);
  return {
    ...wide,
    keys: distinct([...subject.keys, ...(more.keys ?? [])], keyText),
    ...(names.length > 0 && { names }),
  };
}

/** What a request knew of its person in the end, with the answers of a step that was never left (requirements D24). */
export function known({ id, byTerm, alsoIds, keys, names, groupIds, found = [] }: StoredSubject): TaskSubject {
  const before: TaskSubject = { id, byTerm, alsoIds, keys, names, groupIds };
  return widened(before, {
    alsoIds: found.flatMap(({ ids = [] }) => ids),
    keys: found.flatMap((finding) => finding.keys ?? []),
    names: found.flatMap((finding) => finding.names ?? []),
  });
}

/** What an answer adds to the closure; undefined when that is nothing. */
export function findingOf(domain: string, verb: TaskVerb, outcome: DoneOutcome): Finding | undefined {
  if (verb === 'export' || verb === 'rectify') return undefined;
  const { subjectIds, notLocated = [], keys, names, carriers } = outcome;
  const finding: Omit<Finding, 'domain'> = { ids: [...subjectIds, ...notLocated], keys, names };
  if (verb === 'locate') Object.assign(finding, { carriers, isInDoubt: outcome.ambiguous.some(isInDoubt) });
  if (verb === 'check') finding.isLeft = outcome.located.some(isLeft);
  if (verb === 'erase') finding.isNotLocated = notLocated.length > 0;
  const told = Object.entries(finding).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value));
  return told.length === 0 ? undefined : { domain, ...(Object.fromEntries(told) as typeof finding) };
}

const isLeft = ({ disposition, records }: DoneOutcome['located'][number]) => disposition !== 'retain' && records > 0;

/** Left alone for a reason that ends when it is known that nobody else carries the identifier (docs/matching.md). */
const isInDoubt = ({ reason }: DoneOutcome['ambiguous'][number]) =>
  reason.code === 'name.unknown' || reason.code === 'name.similar';
