import 'reflect-metadata';
import type { Disposition, SubjectIdType } from '@lethe/contracts';
import type { Certainty, IdentifierKind } from '@lethe/matching';
import type { EntityManager } from 'typeorm';
import type { FieldFormat } from './formats.ts';

/** Article 6(1): the ground of the processing, and in a few words why it holds. */
type LegalGround = `Art. 6(1)(${'a' | 'b' | 'c' | 'd' | 'e' | 'f'}) GDPR: ${string}`;

/** What a record type is, for people and for the engine. Declared once on the entity. */
export interface SubjectRecordOptions {
  /** Name in archives, counts and messages, for example `externalContact`. */
  type: string;
  title: string;
  /** The subject id that this record's key is, when the record stands for a person. */
  subjectId?: SubjectIdType;
  /** What erasure does to it. No request can choose (requirements R85). */
  onErase: Disposition;
  /** Why it is retained: article or rule. Needed for `retain`. */
  ground?: string;
  /**
   * Rows that are retained although `onErase` says otherwise, for example under a legal hold. The first that applies
   * gives the ground.
   */
  retainWhen?: Retention[];
  /**
   * SQL on an anonymised row (alias `r`): the ground of a hold under which something that is reached through it is
   * retained, or null. As long as there is one the row is found by the reference that it keeps (requirements D24), and
   * counts as retained; let `alsoSet` keep the reference that long.
   */
  heldBy?: string;
  /** Rows that belong to the subject but are not copied into an export, because other people are in them. */
  leftOutWhen?: Condition;
  /** SQL condition on the row (alias `r`) under which a match by identifier alone is ambiguous (requirements D9). */
  ambiguousWhen?: Condition;
  /** Raised with an erasure that touches such rows (alias `r`), for example an active employee (requirements D14). */
  warnWhen?: Condition;
  /**
   * Its records are found by reference alone, never by what stands in them (requirements R72): its identifiers are
   * rectified but not indexed.
   */
  isUnsearched?: boolean;
  /**
   * What an export shows of a record instead of its fields, where other people stand in it. `parents` are the keys of
   * the records through which it was reached.
   */
  exportAs?: (shown: Record<string, unknown>, record: never, parents: readonly string[]) => Record<string, unknown>;
  /**
   * For a record type to which files belong, SQL on its row (alias `r`): the folder of these files below
   * `files/<domain>/<organisation>/`, in segments of A-Z a-z 0-9 . _ -. Erasing the record looks into the folder itself
   * and removes files there that no row knows.
   */
  fileFolder?: string;
  /**
   * Brings copies in records up to date, in place, for example what their list says of its columns. Called with some
   * records before `reindex` computes their keys anew.
   */
  refresh?: (manager: EntityManager, records: never[]) => Promise<void>;
  /** Further columns set on anonymisation: column property → SQL expression. */
  alsoSet?: Record<string, string>;
  /** Articles 15(1) and 30(1): categories of data, purpose, ground, retention period. They are in the inventory. */
  categories: string[];
  purpose: string;
  legalGround: LegalGround;
  retention: string;
  /** Categories of recipients outside the organisation; `[]` says that there are none. */
  recipients: string[];
}

/** SQL on the row (alias `r`) and, for a type that is reached from another, on that one's row (alias `p`). */
interface Condition {
  sql: string;
  code: string;
  message: string;
}

interface Retention {
  /** SQL on the row (alias `r`) and, for a type that is reached from another, on that one's row (alias `p`). */
  sql: string;
  /** Article or rule; `{ sql }` when the row itself holds it. */
  ground: string | { sql: string };
}

export type NamePart = 'given' | 'middle' | 'family' | 'whole';
export type AddressPart = 'line' | 'city' | 'state' | 'postalCode' | 'country' | 'whole';

export interface PersonalOptions {
  /** The kind of identifier that this column holds; absent for personal data that finds nobody (a note, a title). */
  identifies?: IdentifierKind;
  /** Which part of the name or address of the record. */
  part?: NamePart | AddressPart;
  /** How identifiers stand in a column that is not plain text. */
  format?: FieldFormat;
  /** Property that holds the ISO country of a plain-text phone number. */
  countryFrom?: string;
  /**
   * Which of the categories of its record type it is. May be left out where the type has one only, and where
   * `identifies` or `format` says it (model/categories.ts).
   */
  categories?: string[];
  /** SQL expression of the value after anonymisation; default null. */
  erased?: string;
  /** Kept out of exports and untouched by every operation: the requirement that says so (requirements D12). */
  excluded?: string;
  /** Of a map: the requirement that keeps its keys out of reach. They are the organisation's words (requirements R89). */
  excludedKeys?: string;
  /**
   * Texts in the value of which nobody declared what they hold, so that no identifier is read from them (requirements
   * R88).
   */
  undeclared?: (value: never, record: never) => string[];
  /** What an export shows instead of the value, for example a map's values without its keys. */
  exportAs?: (value: never) => unknown;
}

export interface FieldDeclaration {
  personal?: PersonalOptions;
  /** Why the column holds no personal data. */
  notPersonal?: string;
  refersTo?: SubjectIdType;
  /** A record that carries the id is that person. */
  samePerson?: boolean;
  mergeSet?: boolean;
  subjectKey?: boolean;
  subjectParent?: boolean;
  subjectWord?: boolean;
  partOf?: () => object;
  erasedAt?: boolean;
  internal?: boolean;
}

/**
 * Through which record type, and under which SQL condition on its row (alias `p`) and this one (alias `r`), a record is
 * the subject's.
 */
export interface Reached {
  from: () => object;
  on: string;
}

/** A condition under which personal data in, or around, a row is out of reach of every request (requirements R88). */
export interface OutOfReachOptions {
  /** For example `file.without.owner`. */
  code: string;
  /** SQL on the row (alias `r`). */
  when?: string;
  /** Or how many there are in a record; 0 for none. */
  count?: (record: never) => number;
  certainty: Certainty;
  /** Why no request reaches it. */
  reason: string;
  /** What to do. */
  advice: string;
}

const RECORD = Symbol('lethe:record');
const FIELDS = Symbol('lethe:fields');
const REACHED = Symbol('lethe:reached');
const OUT_OF_REACH = Symbol('lethe:out-of-reach');

export const SubjectRecord =
  (options: SubjectRecordOptions): ClassDecorator =>
  (target) =>
    Reflect.defineMetadata(RECORD, options, target);

/**
 * The record is the subject's when a record of another type of this domain is, and `on` holds between them. For more
 * than a plain reference, which `@PartOf` declares; `on` should be led by an indexed column of `r`.
 */
export const ReachedFrom =
  (from: () => object, on: string): ClassDecorator =>
  (target) =>
    Reflect.defineMetadata(REACHED, { from, on } satisfies Reached, target);

export const reachedDeclaration = (target: object): Reached | undefined =>
  Reflect.getMetadata(REACHED, target) as Reached | undefined;

/** `npm run posture` tells of rows to which it applies. */
export const OutOfReach =
  (options: OutOfReachOptions): ClassDecorator =>
  (target) =>
    Reflect.defineMetadata(OUT_OF_REACH, [options, ...outOfReachDeclarations(target)], target);

export const outOfReachDeclarations = (target: object): OutOfReachOptions[] =>
  (Reflect.getOwnMetadata(OUT_OF_REACH, target) as OutOfReachOptions[] | undefined) ?? [];

/** A table without personal data, and why. Its columns need no declaration of their own. */
export const NotPersonalTable =
  (reason: string): ClassDecorator =>
  (target) =>
    Reflect.defineMetadata(RECORD, reason, target);

const declare =
  (declaration: FieldDeclaration): PropertyDecorator =>
  (target, property) => {
    const fields = (Reflect.getOwnMetadata(FIELDS, target) as Map<string, FieldDeclaration> | undefined) ?? new Map();
    fields.set(String(property), { ...fields.get(String(property)), ...declaration });
    Reflect.defineMetadata(FIELDS, fields, target);
  };

/** Personal data: exported, rectified when it identifies, erased. */
export const Personal = (options: PersonalOptions = {}) => declare({ personal: options });
/** Not personal data, and why. Exported as context, never changed. */
export const NotPersonal = (reason: string) => declare({ notPersonal: reason });
/** The key of the record; of a subject, its id. */
export const SubjectKey = () => declare({ subjectKey: true, notPersonal: 'key' });
/**
 * Holds the subject id where that is a word of somebody else's, for example a cookie, and not the key of the record.
 * Only together with its `@SubjectParent` it names one person.
 */
export const SubjectWord = (options: Pick<PersonalOptions, 'categories'> = {}) =>
  declare({ subjectWord: true, personal: options });
/** The second half of a subject id that is a pair, for example the contact list of a dialer contact. */
export const SubjectParent = () => declare({ subjectParent: true, notPersonal: 'key' });
/**
 * Holds a subject id of another domain: records that carry the id belong to the person (requirements D9). `same`: the
 * record *is* that person, so whoever reaches it reaches the id as well (requirements D23); not so of somebody who took
 * part in, wrote or made something. In a part it says so of the record that it is a part of: of several parts with ids of
 * several people, the record is of all of them.
 */
export const RefersTo = (subjectId: SubjectIdType, { same = false } = {}) =>
  declare({ refersTo: subjectId, samePerson: same, notPersonal: 'reference' });
/** Every record with this value is one person by the customer's own word: a merge set (requirements R49, D23). */
export const MergeSet = () => declare({ mergeSet: true, notPersonal: 'merge set' });
/**
 * Holds the key of another record of this domain, which this one is a part of: located, exported and erased with it.
 */
export const PartOf = (parent: () => object) => declare({ partOf: parent, notPersonal: 'key' });
/**
 * Set when the record is anonymised; from then on it is nobody's. Every record type with `onErase: 'anonymise'` has
 * one.
 */
export const ErasedAt = () => declare({ erasedAt: true, notPersonal: 'time of erasure' });
/** Of no interest to the person: neither personal nor exported. */
export const Internal = (reason: string) => declare({ internal: true, notPersonal: reason });

export function recordDeclaration(target: object): SubjectRecordOptions | string | undefined {
  return Reflect.getMetadata(RECORD, target) as SubjectRecordOptions | string | undefined;
}

export function fieldDeclarations(target: { prototype: object }): Map<string, FieldDeclaration> {
  const all = new Map<string, FieldDeclaration>();
  for (
    let level: object | null = target.prototype;
    level !== null;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    const own = Reflect.getOwnMetadata(FIELDS, level) as Map<string, FieldDeclaration> | undefined;
    own?.forEach((declaration, name) => all.set(name, { ...declaration, ...all.get(name) }));
  }
  return all;
}
