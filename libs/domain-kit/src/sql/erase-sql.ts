import { changeable, type DomainModel, type RecordType } from '../model/domain-model.ts';
import { located, retainedByGround } from './locate-sql.ts';
import { CERTAIN, NEXT_PARAMETER, targetCtes, targets } from './target-sql.ts';

/** Of one record type, as the statement answers it. */
export interface ErasedRow {
  records: number;
  /** Ground → records. */
  retained: Record<string, number>;
  /** Field → records in which it held a value before. */
  fields: Record<string, number> | null;
  warned: number;
}

/** Of a merge set it has to be known whether all of it was located before anything is erased (requirements D23). */
export const locatesFirst = ({ recordTypes }: DomainModel): boolean =>
  recordTypes.some(({ mergeSet }) => mergeSet !== undefined);

/**
 * One statement that erases everything of a subject in this domain: deletes or anonymises by record type, removes the
 * identifier rows with them, notes which files are to be removed, and counts what was there. All parts see the same
 * snapshot, so counts are of the rows before. The task's id is the parameter after the shared ones. It answers what it
 * located, too, unless that is looked at first.
 */
export function eraseSql(model: DomainModel): string {
  const ctes = [...targetCtes(model), `task as (select $${NEXT_PARAMETER}::uuid id)`];
  model.recordTypes.forEach((type, index) => {
    if (type.onErase === 'retain') return;
    ctes.push(`fields_${index} as materialized (${fieldCounts(type, index)})`);
    if (type.warnWhen !== undefined)
      ctes.push(
        `warned_${index} as materialized (select count(*) n from ${rows(type, index)} where (${type.warnWhen.sql}))`,
      );
    ctes.push(`erased_${index} as (${change(type, index)})`);
    if (type.hasFile) ctes.push(`files_${index} as (${filesToRemove(type, index)})`);
    if (type.isIndexed) {
      ctes.push(
        `unindexed_${index} as (delete from subject_identifier s using erased_${index} e where s.organisation_id = $1 and s.record_type = '${type.type}' and s.record_id = e.id)`,
      );
    }
  });
  const types = model.recordTypes.map((type, index) => `'${type.type}', ${erasedJson(type, index)}`);
  const also = locatesFirst(model) ? '' : `, ${located(model)}`;
  return `with ${ctes.join(',\n')}\nselect json_build_object(${types.join(', ')}) erased${also}`;
}

const rows = (type: RecordType, index: number) =>
  `${targets(index)} t join ${type.table} r on r.organisation_id = $1 and r.${type.key.column} = t.id and ${CERTAIN} and t.ground is null`;

/**
 * A location that is noted already is of an upload under way: it is removed now, and once more when that is surely
 * over.
 */
function filesToRemove(type: RecordType, index: number): string {
  return `insert into storage_removal (organisation_id, location, task_id) select $1::uuid, r.file_location, task.id
    from ${rows(type, index)} cross join task where r.file_location is not null on conflict (organisation_id, location)
    do update set task_id = excluded.task_id`;
}

function fieldCounts(type: RecordType, index: number): string {
  const counts = changeable(type).map((field) => `'${field.name}', count(r.${field.column})`);
  // Without a field to count there is nothing that makes one row of all.
  if (counts.length === 0) return 'select json_build_object() counts';
  return `select json_build_object(${counts.join(', ')}) counts from ${rows(type, index)}`;
}

function change(type: RecordType, index: number): string {
  const target = `from ${targets(index)} t where r.organisation_id = $1 and r.${type.key.column} = t.id and ${CERTAIN} and t.ground is null`;
  const returning = `returning r.${type.key.column} id`;
  if (type.onErase === 'delete') return `delete from ${type.table} r ${target.replace('from', 'using')} ${returning}`;
  const sets = changeable(type).map((field) => `${field.column} = ${field.personal!.erased ?? 'null'}`);
  const more = Object.entries(type.alsoSet ?? {}).map(([name, sql]) => `${columnOf(type, name)} = ${sql}`);
  return `update ${type.table} r set ${[...sets, ...more, `${type.erasedAt!.column} = lethe_now()`].join(', ')} ${target} ${returning}`;
}

function columnOf(type: RecordType, name: string): string {
  const field = type.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`${type.type}: alsoSet names ${name}, which is no column`);
  return field.column;
}

function erasedJson(type: RecordType, index: number): string {
  const retained = retainedByGround(index);
  if (type.onErase === 'retain')
    return `json_build_object('records', 0, 'retained', ${retained}, 'fields', null, 'warned', 0)`;
  const warned = type.warnWhen === undefined ? '0' : `(select n from warned_${index})`;
  return `json_build_object('records', (select count(*) from erased_${index}), 'retained', ${retained}, 'fields', (select counts from fields_${index}), 'warned', ${warned})`;
}
