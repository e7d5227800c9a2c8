import type { DomainModel, RecordType } from '../model/domain-model.ts';
import { CERTAIN, targetCtes, targets } from './target-sql.ts';

/** Of one record type, as the statement answers it. */
export interface LocatedRow {
  /** Certain records that erasure would touch, and those it would retain, by ground. */
  acts: number;
  retains: Record<string, number>;
  /** Certain records that an export would not copy. */
  left_out: number;
  ids: string[];
  /** Second halves of the ids where they are pairs. */
  parents: string[] | null;
  other_name: DoubtfulId[] | null;
  doubtful: DoubtfulId[] | null;
  keys: { kind: string; key: string }[] | null;
}

/** Of an ambiguous record. */
export interface DoubtfulId {
  id: string;
  parent: string | null;
}

/** How many ids and ambiguous references one answer lists at most; counts are always complete. */
const LISTED = 1_000;

/**
 * One statement: everything of a subject in this domain, by record type. Returns one row with a JSON object type →
 * LocatedRow.
 */
export function locateSql(model: DomainModel): string {
  const types = model.recordTypes.map((type, index) => `'${type.type}', ${locatedJson(type, index)}`);
  return `with ${targetCtes(model).join(',\n')}\nselect json_build_object(${types.join(', ')}) located`;
}

function locatedJson(type: RecordType, index: number): string {
  const t = targets(index);
  const page = (condition: string) => `(select id from ${t} where ${condition} order by id limit ${LISTED}) t`;
  const parent =
    type.parentKey === undefined
      ? 'null'
      : `(select r.${type.parentKey.column} from ${type.table} r where r.organisation_id = $1 and r.${type.key.column} = t.id)`;
  const list = (what: string, condition: string) => `(select json_agg(${what}) from ${page(condition)})`;
  const pair = `json_build_object('id', id, 'parent', ${parent})`;
  const parents = type.parentKey === undefined ? 'null' : list(parent, CERTAIN);
  const keys = !type.isIndexed
    ? 'null'
    : `(select json_agg(distinct jsonb_build_object('kind', s.kind, 'key', s.key)) from (select id from ${t} where ${CERTAIN} and ground is null limit ${LISTED}) t join subject_identifier s on s.organisation_id = $1 and s.record_type = '${type.type}' and s.record_id = t.id)`;
  return (
    `json_build_object('acts', (select count(*) from ${t} where ${CERTAIN} and ground is null), 'retains', ${retainedByGround(index)}, ` +
    `'left_out', (select count(*) from ${t} where ${CERTAIN} and left_out), ` +
    `'ids', coalesce(${list('id', CERTAIN)}, '[]'), 'parents', ${parents}, 'other_name', ${list(pair, 'other_name')}, 'doubtful', ${list(pair, 'doubtful and not other_name')}, 'keys', ${keys})`
  );
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
