import { readColumns, replaceColumns, type FieldFormat, type PersonalColumn } from '@lethe/domain-kit';
import { IDENTIFIER_KINDS } from '@lethe/matching';

export type RowData = { key: string } & Record<string, string | number | boolean>;

/** Identifiers in the free columns of a row, as its table declares them. */
export const rowDataFormat: FieldFormat<RowData, { personalColumns: PersonalColumn[] }> = {
  kinds: IDENTIFIER_KINDS,
  read: (data, { personalColumns }) => readColumns(data, personalColumns),
  replace: (data, { personalColumns }, replace) => replaceColumns(data, personalColumns, replace),
};
