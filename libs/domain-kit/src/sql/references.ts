import type { RecordType, Reference } from '../model/domain-model.ts';

/** SQL of the rows (alias `r`) of a type that carry a subject id, and of the id. */
export function carriersOf(type: RecordType, { field, parts }: Reference): { from: string; id: string } {
  if (parts === undefined) return { from: `${type.table} r where r.organisation_id = $1`, id: `r.${field.column}` };
  const record = `r.organisation_id = $1 and r.${type.key.column} = l.${parts.column}`;
  return {
    from: `${parts.table} l join ${type.table} r on ${record} where l.organisation_id = $1`,
    id: `l.${field.column}`,
  };
}

/** SQL of the ids that one row (alias `r`) carries by these references, as the column `x`. */
export const idsCarriedBy = (type: RecordType, references: readonly Reference[]): string =>
  references
    .map(({ field, parts }) =>
      parts === undefined
        ? `select r.${field.column} x`
        : `select l.${field.column} x from ${parts.table} l where l.organisation_id = $1 and l.${parts.column} = r.${type.key.column}`,
    )
    .join(' union all ');
