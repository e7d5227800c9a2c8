import { LetheError, pageQuery, text, type ErrorDetail } from '@lethe/contracts';
import { z } from 'zod';
import type { TableSchema } from '../entities/data-table.ts';
import type { RowData } from '../formats/row-data.ts';

export const RowInput = z
  .record(text(256), z.union([text(), z.number(), z.boolean()]))
  .meta({ id: 'DataTableRowInput' });
export type RowInput = z.infer<typeof RowInput>;

const brief = {
  showbrief: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
};
export const RowQuery = z.object(brief);
export type RowQuery = z.infer<typeof RowQuery>;
export const RowsQuery = pageQuery().extend(brief);
export type RowsQuery = z.infer<typeof RowsQuery>;

/**
 * Checks a row against its table. The errors name columns of the table alone, never what was sent.
 * @throws LetheError bad.request
 */
export function rowOf(schema: TableSchema, input: RowInput): RowData {
  const { key } = input;
  if (typeof key !== 'string' || key === '' || key.length > 256)
    throw refused('A row needs a key: a text of 1 to 256 characters.', [detail('key')]);
  const unknown = Object.keys(input).filter((column) => !Object.hasOwn(schema.properties, column));
  if (unknown.length > 0)
    throw refused(
      `The row has ${unknown.length} columns that the table does not declare. Send those of its schema alone.`,
      [detail('row')],
    );
  const wrong = Object.keys(schema.properties).filter(
    (column) => Object.hasOwn(input, column) && !fits(schema.properties[column]!.type, input[column]),
  );
  if (wrong.length > 0)
    throw refused('Send the columns in details with the type that the table declares.', wrong.map(detail));
  return { ...input, key };
}

function fits(type: TableSchema['properties'][string]['type'], value: unknown): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

const detail = (fieldName: string): ErrorDetail => ({ errorCode: 'invalid.value', fieldName });
const refused = (message: string, details: ErrorDetail[]) => new LetheError('bad.request', message, { details });
