import { SUBJECT_ID_TYPES, type IdentifierKey, type SubjectIdType, type TaskSubject } from '@lethe/contracts';
import { isStrong } from '@lethe/identifiers';
import type { DomainModel, RecordType } from '../model/domain-model.ts';

/**
 * Parameters that every generated statement shares:
 * $1 organisation · $2 kinds and $3 keys that match a record by identifier · $4 name keys of the subject (empty:
 * unknown) $5 bare term · $6 this domain owns the id given · $7... ids by type, in the order of SUBJECT_ID_TYPES
 */
const IDS_FROM = 7;
/** SQL, for conditions of a record type: the ids of this type that the request names, as text[]. */
export const requestedIds = (type: SubjectIdType): string => `$${IDS_FROM + SUBJECT_ID_TYPES.indexOf(type)}::text[]`;
export const NEXT_PARAMETER = IDS_FROM + SUBJECT_ID_TYPES.length;

/** Not every domain uses every parameter; PostgreSQL wants to know the type of each all the same. */
const TYPED_PARAMETERS = `select $1::uuid, $2::text[], $3::text[], $4::text[], $5::boolean, $6::boolean, ${SUBJECT_ID_TYPES.map(requestedIds).join(', ')}`;

/** Values for the shared parameters. `hash` gives the keyed hash under which the same identifier may stand. */
export function targetValues(
  organisationId: string,
  model: DomainModel,
  subject: TaskSubject,
  hash: (key: IdentifierKey) => IdentifierKey,
): unknown[] {
  const bare = subject.id === undefined && subject.alsoIds.length === 0;
  const plain = subject.keys.filter(({ kind, key }) => bare || isStrong(kind, key));
  const matching = [...plain, ...plain.map(hash)];
  const names = subject.keys.filter((key) => key.kind === 'NAME').map((key) => key.key);
  const owned = subject.id !== undefined && model.subjectIds.includes(subject.id.type);
  const ids = [...(subject.id === undefined ? [] : [subject.id]), ...subject.alsoIds];
  return [
    organisationId,
    matching.map((key) => key.kind),
    matching.map((key) => key.key),
    names,
    bare,
    owned,
    ...SUBJECT_ID_TYPES.map((type) => ids.filter((id) => id.type === type).map((id) => id.id)),
  ];
}

/** Names of the CTEs of a record type. */
const hits = (index: number) => `hit_${index}`;
export const targets = (index: number) => `target_${index}`;

/**
 * One CTE pair per record type: `hit_n` finds candidates by id, by reference or by identifier; `target_n (id,
 * other_name, doubtful, ground, left_out, parents)` decides (requirements D9): an id or reference is certain; a match
 * by strong identifier alone is ambiguous when another name stands on the record or its type says so; a bare term is
 * certain, as its matches are exact (R34). A record with a ground is retained.
 */
export function targetCtes(model: DomainModel): string[] {
  const types = model.recordTypes.flatMap((type, index) =>
    type.reached === undefined
      ? rootCtes(type, index)
      : [reachedCte(type, type.reached, index, model.recordTypes.indexOf(type.reached.parent))],
  );
  return [`given as (${TYPED_PARAMETERS})`, ...types];
}

function rootCtes(type: RecordType, index: number): string[] {
  const finders: string[] = [];
  const key = `r.${type.key.column}`;
  const alive = type.erasedAt === undefined ? '' : ` and r.${type.erasedAt.column} is null`;
  const row = `from ${type.table} r where r.organisation_id = $1`;
  if (type.subjectId !== undefined)
    finders.push(
      `select ${key} id, false by_identifier ${row} and ${key} = any(${requestedIds(type.subjectId)}::uuid[])${alive}`,
    );
  for (const { field, subjectId } of type.refersTo)
    finders.push(
      `select ${key} id, false by_identifier ${row} and r.${field.column} = any(${requestedIds(subjectId)}::uuid[])${alive}`,
    );
  if (type.isIndexed) finders.push(byIdentifier(type, alive));
  if (finders.length === 0) finders.push('select null::uuid id, false by_identifier where false');
  return [
    `${hits(index)} as materialized (${finders.join(' union all ')})`,
    `${targets(index)} as materialized (${decide(type, index)})`,
  ];
}

function byIdentifier(type: RecordType, alive: string): string {
  const unlessOwned = type.subjectId === undefined ? '' : ' and not $6::boolean';
  const join =
    alive === ''
      ? ''
      : ` join ${type.table} r on r.organisation_id = $1 and r.${type.key.column} = s.record_id${alive}`;
  return (
    `select s.record_id id, true by_identifier from unnest($2::text[], $3::text[]) k(kind, key) ` +
    `join subject_identifier s on s.organisation_id = $1 and s.kind = k.kind and s.key = k.key and s.record_type = '${type.type}'${join} where true${unlessOwned}`
  );
}

function decide(type: RecordType, index: number): string {
  const name = (more: string) =>
    `exists (select from subject_identifier n where n.organisation_id = $1 and n.record_type = '${type.type}'
      and n.record_id = h.id and n.kind = 'NAME'${more})`;
  const otherName =
    type.isIndexed && type.kinds.has('NAME')
      ? `cardinality($4::text[]) > 0 and ${name('')} and not ${name(' and n.key = any($4::text[])')}`
      : 'false';
  const ofRow = (sql: string) =>
    `(select ${sql} from ${type.table} r where r.organisation_id = $1 and r.${type.key.column} = h.id)`;
  const doubt = type.ambiguousWhen === undefined ? 'false' : ofRow(type.ambiguousWhen.sql);
  const leftOut = type.leftOutWhen === undefined ? 'false' : ofRow(type.leftOutWhen.sql);
  return (
    `select h.id, bool_and(h.by_identifier) and not $5::boolean and (${otherName}) other_name, ` +
    `bool_and(h.by_identifier) and not $5::boolean and coalesce(${doubt}, false) doubtful, ${ground(type, ofRow)} ground, ` +
    `coalesce(${leftOut}, false) left_out, array[]::uuid[] parents from ${hits(index)} h group by h.id`
  );
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
    `${targets(index)} as materialized (select r.${type.key.column} id, bool_and(t.other_name) other_name, bool_and(t.doubtful) doubtful, ` +
    `case when bool_or(${ownGround} is null) then null else min(${ownGround}) end ground, ` +
    `bool_and(coalesce(${type.leftOutWhen?.sql ?? 'false'}, false)) left_out, array_agg(t.id) parents ` +
    `from ${targets(parentIndex)} t join ${parent.table} p on p.organisation_id = $1 and p.${parent.key.column} = t.id ` +
    `join ${type.table} r on r.organisation_id = $1 and (${on})` +
    `${type.erasedAt === undefined ? '' : ` where r.${type.erasedAt.column} is null`} group by r.${type.key.column})`
  );
}

/** SQL of the ground under which a record is retained; null when erasure acts on it. `ofRow` puts its row in scope. */
function ground(type: RecordType, ofRow: (sql: string) => string): string {
  if (type.onErase === 'retain') return `${literal(type.ground!)}::text`;
  if (type.retainWhen === undefined) return 'null::text';
  const cases = type.retainWhen.map(
    (rule) => `when ${rule.sql} then ${typeof rule.ground === 'string' ? literal(rule.ground) : rule.ground.sql}`,
  );
  return ofRow(`(case ${cases.join(' ')} end)::text`);
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Condition on a `target_n` row: it belongs to the subject beyond doubt. */
export const CERTAIN = 'not other_name and not doubtful';
