import { SUBJECT_ID_TYPES, type SubjectId, type SubjectIdType, type TaskSubject } from '@lethe/contracts';
import type { DomainModel, RecordType } from '../model/domain-model.ts';
import { carriersOf, idsCarriedBy } from './references.ts';

/** Records that carry a strong identifier of the subject, judged by their names (verbs/judge.ts). */
export interface Judged {
  /** They are the subject's. */
  certain: { type: string; id: string }[];
  /** They may be somebody else's; `code` says why. */
  doubtful: { type: string; id: string; code: string }[];
}

/**
 * Parameters that every generated statement shares:
 * $1 organisation · $2 types and $3 ids of records that are certain by an identifier · $4 types, $5 ids and $6 codes of
 * those in doubt · $7 bare term · $8... ids by type, in the order of SUBJECT_ID_TYPES, then the ids of each type that
 * are the same person without being a target (D6)
 */
const IDS_FROM = 8;
const GROUP_FROM = IDS_FROM + SUBJECT_ID_TYPES.length;
/** SQL: the ids of this type that the request acts on, as text[]. */
export const requestedIds = (type: SubjectIdType): string => `$${IDS_FROM + SUBJECT_ID_TYPES.indexOf(type)}::text[]`;
const groupIds = (type: SubjectIdType): string => `$${GROUP_FROM + SUBJECT_ID_TYPES.indexOf(type)}::text[]`;
/**
 * SQL, for conditions of a record type that ask whether others took part (D11): every id of this type that is the
 * person, as text[].
 */
export const idsOfPerson = (type: SubjectIdType): string => `(${requestedIds(type)} || ${groupIds(type)})`;
export const NEXT_PARAMETER = GROUP_FROM + SUBJECT_ID_TYPES.length;

/** Not every domain uses every parameter; PostgreSQL wants to know the type of each all the same. */
const TYPED_PARAMETERS = `select $1::uuid, $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::boolean, ${[
  ...SUBJECT_ID_TYPES.map(requestedIds),
  ...SUBJECT_ID_TYPES.map(groupIds),
].join(', ')}`;

/** A bare term: its matches are exact, so they are certain (R34). A caller of an earlier version does not say. */
export const isBareTerm = ({ id, alsoIds, byTerm }: TaskSubject): boolean =>
  byTerm ?? (id === undefined && alsoIds.length === 0);

/** Values for the shared parameters. */
export function targetValues(organisationId: string, subject: TaskSubject, { certain, doubtful }: Judged): unknown[] {
  const ids = [...(subject.id === undefined ? [] : [subject.id]), ...subject.alsoIds];
  const byType = (all: typeof ids) => SUBJECT_ID_TYPES.map((type) => all.filter((id) => id.type === type).map(idValue));
  return [
    organisationId,
    certain.map(({ type }) => type),
    certain.map(({ id }) => id),
    doubtful.map(({ type }) => type),
    doubtful.map(({ id }) => id),
    doubtful.map(({ code }) => code),
    isBareTerm(subject),
    ...byType(ids),
    ...byType(subject.groupIds ?? []),
  ];
}

/** A UUID names a record by itself; a word of somebody else's does so with its kind alone (`@SubjectWord`). */
const idValue = ({ type, id, parent = '' }: SubjectId): string =>
  type === 'journeyCustomer' ? JSON.stringify([parent, id]) : id;

/** Names of the CTEs of a record type. */
const hits = (index: number) => `hit_${index}`;
export const targets = (index: number) => `target_${index}`;

/**
 * One CTE pair per record type: `hit_n` finds candidates by id, by reference, or among those judged certain; `target_n
 * (id, doubtful, ground, left_out, parents, several)` decides: what an id or a reference finds is certain, unless the
 * record belongs to several people; what an identifier alone finds is ambiguous when its type says so. A record with a
 * ground is retained.
 */
export function targetCtes(model: DomainModel): string[] {
  const types = model.recordTypes.flatMap((type, index) =>
    type.reached === undefined
      ? rootCtes(type, index)
      : [reachedCte(type, type.reached, index, model.recordTypes.indexOf(type.reached.parent))],
  );
  return [`given as (${TYPED_PARAMETERS})`, ...types];
}

/** SQL condition on a row (alias `r`): it was not anonymised, or something that it leads to is held. */
export function alive({ erasedAt, heldBy }: RecordType): string {
  if (erasedAt === undefined) return 'true';
  const isAlive = `r.${erasedAt.column} is null`;
  return heldBy === undefined ? isAlive : `(${isAlive} or (${heldBy}) is not null)`;
}

function rootCtes(type: RecordType, index: number): string[] {
  const finders: string[] = [];
  const key = `r.${type.key.column}`;
  const isAlive = ` and ${alive(type)}`;
  const row = `from ${type.table} r where r.organisation_id = $1`;
  if (type.subjectId !== undefined)
    finders.push(
      `select ${key} id, false by_identifier, true by_id ${row} and ${isRequested(type, type.subjectId)}${isAlive}`,
    );
  for (const reference of type.refersTo) {
    const { from, id } = carriersOf(type, reference);
    finders.push(
      `select ${key} id, false by_identifier, false by_id from ${from} and ${id} = any(${requestedIds(reference.subjectId)}::uuid[])${isAlive}`,
    );
  }
  const judged = `unnest($2::text[], $3::uuid[]) j(type, id)`;
  if (type.isIndexed)
    finders.push(
      `select ${key} id, true by_identifier, false by_id from ${judged} join ${type.table} r on r.organisation_id = $1 and ${key} = j.id${isAlive} where j.type = '${type.type}'`,
    );
  // A bare term acts on the merge set of what it finds (D25); a request by id has the members among its ids.
  if (type.isIndexed && type.mergeSet !== undefined)
    finders.push(
      `select ${key} id, true by_identifier, false by_id ${row} and $7::boolean and r.${type.mergeSet.column} in (select m.${type.mergeSet.column} from ${judged} join ${type.table} m on m.organisation_id = $1 and m.${type.key.column} = j.id where j.type = '${type.type}')${isAlive}`,
    );
  if (finders.length === 0) finders.push('select null::uuid id, false by_identifier, false by_id where false');
  return [
    `${hits(index)} as materialized (${finders.join(' union all ')})`,
    `${targets(index)} as materialized (${decide(type, index)})`,
  ];
}

/** SQL condition on a row (alias `r`) of a type that stands for a person: the request names it. */
function isRequested({ key, word, parentKey }: RecordType, subjectId: SubjectIdType): string {
  const ids = requestedIds(subjectId);
  if (word === undefined) return `r.${key.column} = any(${ids}::uuid[])`;
  return `(r.${parentKey!.column}, r.${word.column}) in (select w ->> 0, w ->> 1 from unnest(${ids}::jsonb[]) w)`;
}

function decide(type: RecordType, index: number): string {
  const ofRow = (sql: string) =>
    `(select ${sql} from ${type.table} r where r.organisation_id = $1 and r.${type.key.column} = h.id)`;
  const doubt = type.ambiguousWhen === undefined ? 'false' : ofRow(type.ambiguousWhen.sql);
  const leftOut = type.leftOutWhen === undefined ? 'false' : ofRow(type.leftOutWhen.sql);
  const several = ofSeveral(type);
  const isOfSeveral = several === undefined ? 'false' : ofRow(several);
  return (
    `select h.id, not $7::boolean and (bool_and(h.by_identifier) and coalesce(${doubt}, false) or not bool_or(h.by_id) and ${isOfSeveral}) doubtful, ` +
    `${ground(type, ofRow)} ground, coalesce(${leftOut}, false) left_out, array[]::uuid[] parents, ${isOfSeveral} several ` +
    `from ${hits(index)} h group by h.id`
  );
}

/**
 * SQL on a row (alias `r`): its references that mean the person name several ids of one type, and not all of them are
 * the person that is asked about (D23). Undefined where a record can have one such reference alone.
 */
function ofSeveral(type: RecordType): string | undefined {
  const byType = Map.groupBy(
    type.refersTo.filter(({ same }) => same),
    ({ subjectId }) => subjectId,
  );
  const conditions = [...byType]
    .filter(([, references]) => references.length > 1 || references[0]!.parts !== undefined)
    .map(
      ([subjectId, references]) =>
        `(select count(distinct x) > 1 and coalesce(bool_or(x::text <> all(${idsOfPerson(subjectId)})), false) from (${idsCarriedBy(type, references)}) c)`,
    );
  return conditions.length === 0 ? undefined : `(${conditions.join(' or ')})`;
}

/** Reached by several ways, a record is erased when one of them says so, and exported when one of them does. */
function reachedCte(
  type: RecordType,
  { parent, on }: NonNullable<RecordType['reached']>,
  index: number,
  parentIndex: number,
): string {
  const ownGround = ground(type, (sql) => sql);
  return (
    `${targets(index)} as materialized (select r.${type.key.column} id, bool_and(t.doubtful) doubtful, ` +
    `case when bool_or(${ownGround} is null) then null else min(${ownGround}) end ground, ` +
    `bool_and(coalesce(${type.leftOutWhen?.sql ?? 'false'}, false)) left_out, array_agg(t.id) parents, false several ` +
    `from ${targets(parentIndex)} t join ${parent.table} p on p.organisation_id = $1 and p.${parent.key.column} = t.id ` +
    `join ${type.table} r on r.organisation_id = $1 and (${on})` +
    ` where ${alive(type)} group by r.${type.key.column})`
  );
}

/** SQL of the ground under which a record is retained; null when erasure acts on it. `ofRow` puts its row in scope. */
function ground(type: RecordType, ofRow: (sql: string) => string): string {
  if (type.onErase === 'retain') return `${literal(type.ground!)}::text`;
  const { heldBy, erasedAt, retainWhen = [] } = type;
  const cases = retainWhen.map(
    (rule) => `when ${rule.sql} then ${typeof rule.ground === 'string' ? literal(rule.ground) : rule.ground.sql}`,
  );
  if (heldBy !== undefined) cases.unshift(`when r.${erasedAt!.column} is not null then (${heldBy})`);
  if (cases.length === 0) return 'null::text';
  return ofRow(`(case ${cases.join(' ')} end)::text`);
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Condition on a `target_n` row: it belongs to the subject beyond doubt. */
export const CERTAIN = 'not doubtful';

/**
 * Records of a type that an identifier puts in doubt and that nothing else makes certain: `(id, code)`. What carries the
 * id of another member of the merge set is that one's: its own request acts on it (D6).
 */
export function inDoubt(type: RecordType, index: number): string {
  const ofGroup = type.refersTo.map((reference) => {
    const { from, id } = carriersOf(type, reference);
    return ` and not exists (select from ${from} and ${id} = any(${groupIds(reference.subjectId)}::uuid[]) and r.${type.key.column} = j.id)`;
  });
  return `select j.id, j.code from unnest($4::text[], $5::uuid[], $6::text[]) j(type, id, code)
    where j.type = '${type.type}' and not exists (select from ${hits(index)} h where h.id = j.id)${ofGroup.join('')}`;
}
