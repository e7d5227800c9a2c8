import type { SubjectId } from '@lethe/contracts';
import { MATCHING_VERSION } from '@lethe/matching';
import type { DomainModel, Field, RecordType, Reference } from '../model/domain-model.ts';
import { carriersOf, idsCarriedBy } from './references.ts';
import { alive, CERTAIN, inDoubt, requestedIds, targetCtes, targets } from './target-sql.ts';

/** Of one record type, as the statement answers it. */
export interface LocatedRow {
  /** Certain records that erasure would touch, and those it would retain, by ground. */
  acts: number;
  retains: Record<string, number>;
  /** Certain records that an export would not copy. */
  left_out: number;
  /** Subject ids; of a type that stands for nobody, keys. */
  ids: string[];
  /** Second halves of the ids where they are pairs. */
  parents: string[] | null;
  /** Ambiguous by what their names say, and by what their type says. */
  in_doubt: (DoubtfulId & { code: string })[] | null;
  doubtful: (DoubtfulId & { several: boolean })[] | null;
  /** Ids that are the same person: members of merge sets, references of records that are the person. */
  same: SubjectId[];
  /** How many records carry an id that was asked for, by reference. */
  carried: { id: SubjectId; records: number }[];
  keys: { kind: string; key: string }[] | null;
}

/** Of an ambiguous record. */
export interface DoubtfulId {
  /** Its key. */
  id: string;
  /** Its subject id where that is not the key. */
  word: string | null;
  parent: string | null;
}

/** How many ids and ambiguous references one answer lists at most; counts are always complete. */
const LISTED = 1_000;

/**
 * One statement: everything of a subject in this domain, by record type. Returns one row with a JSON object type →
 * LocatedRow.
 */
export const locateSql = (model: DomainModel): string =>
  `with ${targetCtes(model).join(',\n')}\nselect ${located(model)}, ${olderSql(model)} older`;

/** The column `located` of a statement that has the targets. */
export function located(model: DomainModel): string {
  const types = model.recordTypes.map((type, index) => `'${type.type}', ${locatedJson(type, index)}`);
  return `json_build_object(${types.join(', ')}) located`;
}

/** Whether some records have keys of earlier rules, or of what their parent said before. */
function olderSql(model: DomainModel): string {
  const older = `exists (select from index_state where organisation_id = $1 and version < ${MATCHING_VERSION})`;
  const isKeyedByParents = model.recordTypes.some(({ refresh }) => refresh !== undefined);
  return isKeyedByParents ? `(${older} or exists (select from rekey_due where organisation_id = $1))` : older;
}

function locatedJson(type: RecordType, index: number): string {
  const t = targets(index);
  const page = (condition: string) => `(select id, several from ${t} where ${condition} order by id limit ${LISTED}) t`;
  const ofRow = (field: Field | undefined) =>
    field === undefined
      ? 'null'
      : `(select r.${field.column} from ${type.table} r where r.organisation_id = $1 and r.${type.key.column} = t.id)`;
  const [parent, word] = [ofRow(type.parentKey), ofRow(type.word)];
  const list = (what: string, from: string) => `(select json_agg(${what}) from ${from})`;
  const pair = `'id', id, 'word', ${word}, 'parent', ${parent}`;
  const parents = type.parentKey === undefined ? 'null' : list(parent, page(CERTAIN));
  const keys = !type.isIndexed
    ? 'null'
    : `(select json_agg(distinct jsonb_build_object('kind', s.kind, 'key', s.key)) from (select id from ${t} where ${CERTAIN} and ground is null limit ${LISTED}) t join subject_identifier s on s.organisation_id = $1 and s.record_type = '${type.type}' and s.record_id = t.id and s.kind not like 'possible:%')`;
  const doubt =
    type.reached !== undefined || !type.isIndexed
      ? 'null'
      : list(`json_build_object(${pair}, 'code', code)`, `(${inDoubt(type, index)} order by 1 limit ${LISTED}) t`);
  return (
    `json_build_object('acts', (select count(*) from ${t} where ${CERTAIN} and ground is null), 'retains', ${retainedByGround(index)}, ` +
    `'left_out', (select count(*) from ${t} where ${CERTAIN} and left_out), ` +
    `'ids', coalesce(${list(type.word === undefined ? 'id' : word, page(CERTAIN))}, '[]'), 'parents', ${parents}, 'in_doubt', ${doubt}, ` +
    `'doubtful', ${list(`json_build_object(${pair}, 'several', several)`, page('doubtful'))}, 'keys', ${keys}, ` +
    `'same', ${sameJson(type, t)}, 'carried', ${carriedJson(type)})`
  );
}

/**
 * Subject ids of the merge sets of the certain records, and of their references that mean the same person (D23): not of
 * one that belongs to several people.
 */
function sameJson(type: RecordType, t: string): string {
  const certain = `${t} t join ${type.table} r on r.organisation_id = $1 and r.${type.key.column} = t.id where ${CERTAIN}`;
  const ids = type.refersTo.filter(({ same }) => same).map((reference) => sameIds(type, reference, t));
  if (type.mergeSet !== undefined && type.subjectId !== undefined) {
    const set = type.mergeSet.column;
    const sets = `select r.${set} from ${certain} and r.${set} is not null`;
    ids.push(
      `select '${type.subjectId}' as type, m.${type.key.column}::text id from ${type.table} m where m.organisation_id = $1 and m.${set} in (${sets})`,
      // The canonical record may be gone, and something may carry its id all the same (D24).
      `select '${type.subjectId}' as type, s.${set}::text id from (${sets}) s`,
    );
  }
  if (ids.length === 0) return `'[]'::json`;
  return `(select coalesce(json_agg(json_build_object('type', type, 'id', id)), '[]') from (${ids.join(' union ')} limit ${LISTED}) s)`;
}

function sameIds(type: RecordType, reference: Reference, t: string): string {
  return (
    `select '${reference.subjectId}' as type, c.x::text id from ${t} t join ${type.table} r on r.organisation_id = $1 and r.${type.key.column} = t.id ` +
    `cross join lateral (${idsCarriedBy(type, [reference])}) c where ${CERTAIN} and not t.several and c.x is not null`
  );
}

/** What carries an id of the request by reference (D25). */
function carriedJson(type: RecordType): string {
  const counts = type.refersTo.map((reference) => {
    const { from, id } = carriersOf(type, reference);
    const isAsked = `${id} = any(${requestedIds(reference.subjectId)}::uuid[])`;
    return `select '${reference.subjectId}' as type, ${id}::text id, count(*) n from ${from} and ${isAsked} and ${alive(type)} group by 2`;
  });
  if (counts.length === 0) return `'[]'::json`;
  return `(select coalesce(json_agg(json_build_object('id', json_build_object('type', type, 'id', id), 'records', n)), '[]') from (${counts.join(' union all ')}) c)`;
}

/** A JSON object ground → number of records that are retained under it. */
export const retainedByGround = (index: number): string =>
  `(select coalesce(json_object_agg(ground, records), '{}') from (select ground, count(*) records from ${targets(index)} where ${CERTAIN} and ground is not null group by ground) g)`;

/**
 * Ids of one record type that belong to the subject beyond doubt, with the ids of the records through which they were
 * reached, after the id in the next parameter, in order; page size is the last.
 */
export function pageOfTargetsSql(
  model: DomainModel,
  type: RecordType,
  nextParameter: number,
  { copied }: { copied: boolean },
): string {
  const t = targets(model.recordTypes.indexOf(type));
  return `with ${targetCtes(model).join(',\n')}\nselect id, parents from ${t}
    where ${CERTAIN}${copied ? ' and not left_out' : ''} and id > $${nextParameter}::uuid order by id limit $${nextParameter + 1}`;
}
