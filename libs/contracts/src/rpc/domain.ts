import { z } from 'zod';
import { IDENTIFIER_KINDS } from '@lethe/matching';
import { CallContext } from '../context.ts';
import { GdprSubject, PossibleMatch } from '../wire/subject.ts';
import { ReplacementTerm } from '../wire/request.ts';
import { Ambiguous, Change, LeftOut, Located, Reason, Warning } from './outcome.ts';

/**
 * The domain contract: what a service answers so that a person's data in it can be found, exported, corrected and
 * erased. Subjects are `gdpr.<domain>.<verb>`; libs/domain-kit implements all of it from annotations.
 */
export const SUBJECT_ID_TYPES = ['userId', 'externalContactId', 'dialerContactId', 'journeyCustomer'] as const;
export const SubjectIdType = z.enum(SUBJECT_ID_TYPES);
export type SubjectIdType = z.infer<typeof SubjectIdType>;

/**
 * A subject id. `parent` is the second half where identity is a pair: the contact list of a dialer contact, the type of
 * a journey customer.
 */
export const SubjectId = z
  .object({ type: SubjectIdType, id: z.string(), parent: z.string().optional() })
  .superRefine(({ type, id, parent }, context) => {
    // Ids of a journey customer are somebody else's; all others are ours, and a column of that type holds them.
    if (type === 'journeyCustomer') return;
    for (const [field, value] of Object.entries({ id, parent }))
      if (value !== undefined && !z.guid().safeParse(value).success)
        context.addIssue({ code: 'custom', path: [field], message: 'It is a UUID.' });
  });
export type SubjectId = z.infer<typeof SubjectId>;

export const IdentifierKey = z.object({ kind: z.enum(IDENTIFIER_KINDS), key: z.string() });
export type IdentifierKey = z.infer<typeof IdentifierKey>;

/** Kind and key as one text, for sets and maps. */
export const keyText = ({ kind, key }: { kind: string; key: string }): string => `${kind} ${key}`;

/** A name as a record holds it: in parts, or `whole`. */
export const PersonName = z.object({
  given: z.string().nullish(),
  middle: z.string().nullish(),
  family: z.string().nullish(),
  whole: z.string().nullish(),
});
export type PersonName = z.infer<typeof PersonName>;

/**
 * `search`: one page of subjects; `next` is passed back as `cursor` while present. `possible`: also those that a person
 * would look twice at (docs/matching.md).
 */
export const SearchCall = z.object({
  context: CallContext,
  term: z.object({ kind: z.enum(IDENTIFIER_KINDS), value: z.string() }),
  cursor: z.string().optional(),
  possible: z.boolean().optional(),
});
export type SearchCall = z.infer<typeof SearchCall>;
export const SearchReply = z.object({
  subjects: z.array(GdprSubject),
  possibleMatches: z.array(PossibleMatch).optional(),
  next: z.string().optional(),
});
export type SearchReply = z.infer<typeof SearchReply>;

/**
 * `reindex`: computes the keys of the next records of the organisation anew. The domain keeps how far it has come, so
 * the call is repeated until `done`, by whoever. `count` asks how many records are left.
 */
export const ReindexCall = z.object({ context: CallContext, count: z.boolean().optional() });
export type ReindexCall = z.infer<typeof ReindexCall>;
export const ReindexReply = z.object({
  /** Version of the rules of the process that did it. */
  rules: z.int(),
  /** Nothing of the organisation is older than these rules. */
  done: z.boolean(),
  /** Looked at by this call, and those of them that had other keys. */
  records: z.int(),
  changed: z.int(),
  /** Before this call. */
  remaining: z.int().optional(),
  /** Somebody is changing the next record: call again in a moment. */
  busy: z.boolean().optional(),
});
export type ReindexReply = z.infer<typeof ReindexReply>;

/** A subject with everything its owner knows: fields for people, keys for matching, names for the name test (D9). */
export const ResolvedSubject = z.object({
  id: SubjectId,
  subject: GdprSubject,
  keys: z.array(IdentifierKey),
  names: z.array(PersonName).optional(),
});
export type ResolvedSubject = z.infer<typeof ResolvedSubject>;

/** `resolve`: the subject and the other members of its merge set; error `not.found` when there is none. */
export const ResolveCall = z.object({ context: CallContext, id: SubjectId });
export type ResolveCall = z.infer<typeof ResolveCall>;
export const ResolveReply = z.object({ subject: ResolvedSubject, others: z.array(ResolvedSubject) });
export type ResolveReply = z.infer<typeof ResolveReply>;

/**
 * Whom a task is about. A field that is added here counts in the digest of a task only where it has a value
 * (domain-kit, inbox.ts).
 */
export const TaskSubject = z.object({
  /** The id that the request names; absent for a term. */
  id: SubjectId.optional(),
  /** Further ids of the same person: the closure so far (D23), or the subjects that an external id names. */
  alsoIds: z.array(SubjectId).default([]),
  /** A bare term: `keys` are its keys alone, and a record that has one of them is certain (R34). */
  byTerm: z.boolean().optional(),
  /** All known identifiers of the subject and of its merge set, or the keys of the term. */
  keys: z.array(IdentifierKey),
  /** Of a bare term: keys under earlier rules, for records that have not got others yet. They find candidates alone. */
  earlierKeys: z.array(IdentifierKey).optional(),
  /** Names of the subject and of its merge set: what the name test of D9 compares records with. */
  names: z.array(PersonName).optional(),
  /** Those of `keys` that records of any domain carry under two names that are other, or one edit apart (D9). */
  shared: z.array(IdentifierKey).optional(),
  /**
   * Ids of the same person that another request of the group acts on (D6): no target, and no other person where a rule
   * asks whether others took part (D11).
   */
  groupIds: z.array(SubjectId).optional(),
});
export type TaskSubject = z.infer<typeof TaskSubject>;

/** One unit of work for a domain. */
export const Task = z.object({
  taskId: z.guid(),
  requestId: z.guid(),
  fence: z.int(),
  /** Grows when the request goes on searching, or back to a verb (D23, D26): an effect is done once per task, verb and round. */
  round: z.int().optional(),
  context: CallContext,
  subject: TaskSubject,
  replacementTerms: z.array(ReplacementTerm).optional(),
  /** Where and with which key (base64, 32 bytes) the parts of an export are written. */
  archive: z.object({ prefix: z.string(), key: z.string() }).optional(),
});
export type Task = z.infer<typeof Task>;

/**
 * Several tasks a call, one outcome each, in the same order. `check` (D26) follows the last `erase` or `rectify` of all
 * domains, on another pool and in another transaction: after an erasure it locates what should be gone, after a
 * correction it fails unless the changed records hold their planned values.
 */
export const TASK_VERBS = ['locate', 'export', 'rectify', 'erase', 'check'] as const;
export type TaskVerb = (typeof TASK_VERBS)[number];
export const TasksCall = z.object({ tasks: z.array(Task).min(1).max(100) });
export type TasksCall = z.infer<typeof TasksCall>;

/**
 * One entry of an export, encrypted with the archive's key in libs/storage: the records of one type, or one file that
 * belongs to a record. Records are a JSON array with one record per line: `[`, then each record as one line of JSON
 * with a comma at its end but for the last, then `]`. A record of a type with files has a field `file`: the `name` of
 * its part, absent when the file is left out.
 */
export const Part = z.object({
  /** Where libs/storage holds it. */
  location: z.string(),
  /**
   * Path inside the archive below the domain's folder: `externalContact.json`, `files/<id>.pdf`. Made of ids, never of
   * what people typed.
   */
  name: z.string(),
  recordType: z.string(),
  kind: z.enum(['records', 'file']).default('records'),
  /** 0 for a file: its record is counted with the others. */
  records: z.int(),
  /** Of the plain bytes. */
  bytes: z.int(),
  sha256: z.string(),
});
export type Part = z.infer<typeof Part>;

/** Records of one type that carry a subject id. */
const CarriedRecords = z.object({ id: SubjectId, recordType: z.string(), records: z.int() });

export const DoneOutcome = z.object({
  taskId: z.guid(),
  status: z.literal('done'),
  located: z.array(Located).default([]),
  changes: z.array(Change).default([]),
  ambiguous: z.array(Ambiguous).default([]),
  warnings: z.array(Warning).default([]),
  parts: z.array(Part).default([]),
  /**
   * What an export does not hold although it was found, for example a file that is gone or a recording of several
   * people.
   */
  leftOut: z.array(LeftOut).default([]),
  /**
   * Subject ids that are this person (requirements D19, D23): of the records acted on, of their merge sets, and
   * references that mean that the record is the person.
   */
  subjectIds: z.array(SubjectId).default([]),
  /** Keys and names of a merge set that was reached: they widen the request as the subject's own do (D23). */
  keys: z.array(IdentifierKey).optional(),
  names: z.array(PersonName).optional(),
  /** `locate`: the names of the records here that carry a strong key of the subject; nobody is told but the aggregator. */
  carriers: z.array(IdentifierKey.extend({ names: z.array(PersonName) })).optional(),
  /** `locate`: how many records carry an id of the request by reference. What a bare term leaves behind (D25). */
  carried: z.array(CarriedRecords).optional(),
  /** `erase`: members of a merge set that nobody had located; nothing was erased (D23). */
  notLocated: z.array(SubjectId).optional(),
  /** Keyed hashes (`pseudonym`) of the identifiers of the records acted on. */
  keyHashes: z.array(z.string()).default([]),
});
export type DoneOutcome = z.infer<typeof DoneOutcome>;

/**
 * `away`: nothing is wrong with the task, repeat it later; otherwise the attempt counts and the task is parked after
 * some.
 */
export const FailedOutcome = z.object({
  taskId: z.guid(),
  status: z.literal('failed'),
  away: z.boolean(),
  /** No repetition can mend it, for example a new value that another record has: the task is parked at once. */
  final: z.boolean().optional(),
  reason: Reason,
});
export type FailedOutcome = z.infer<typeof FailedOutcome>;

export const Outcome = z.discriminatedUnion('status', [DoneOutcome, FailedOutcome]);
export type Outcome = z.infer<typeof Outcome>;
export const TasksReply = z.object({ outcomes: z.array(Outcome) });
export type TasksReply = z.infer<typeof TasksReply>;

/** Event `gdpr.aggregator.progress`: the task is still being worked on; extends its lease. */
export const Progress = z.object({ organisationId: z.guid(), taskId: z.guid(), fence: z.int() });
export type Progress = z.infer<typeof Progress>;
