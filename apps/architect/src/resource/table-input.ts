import { text } from '@lethe/contracts';
import type { PersonalColumn } from '@lethe/domain-kit';
import { IDENTIFIER_KINDS, type IdentifierKind } from '@lethe/matching';
import { z } from 'zod';
import { NAMED } from './author-input.ts';

/** As many as a table may have. */
const MAX_COLUMNS = 500;

const PARTS: Partial<Record<IdentifierKind, string[]>> = {
  NAME: ['given', 'middle', 'family', 'whole'],
  ADDRESS: ['line', 'city', 'state', 'postalCode', 'country', 'whole'],
};

/** Extension. `kind`: what finds a person by the column; `part`: of a name or address, `whole` when absent. */
const Personal = z
  .object({ column: text(256).min(1), kind: z.enum(IDENTIFIER_KINDS).optional(), part: text(64).optional() })
  .superRefine(({ kind, part }, context) => {
    const parts = (kind && PARTS[kind]) ?? [];
    if (part !== undefined && !parts.includes(part))
      context.addIssue({
        code: 'custom',
        path: ['part'],
        message:
          parts.length === 0 ? 'Leave it out: only NAME and ADDRESS have parts.' : `Say one of ${parts.join(', ')}.`,
      });
  })
  .transform(
    (declared) =>
      ({
        ...declared,
        ...(declared.kind !== undefined && PARTS[declared.kind] !== undefined && { part: declared.part ?? 'whole' }),
      }) as PersonalColumn,
  )
  .meta({ id: 'DataTablePersonalColumn' });

const Property = z.looseObject({ type: z.enum(['string', 'boolean', 'integer', 'number']) });

const Schema = z
  .looseObject({
    properties: z.record(text(256).min(1), Property),
    'x-personal': z.array(Personal).max(MAX_COLUMNS).optional(),
  })
  .superRefine(({ properties, 'x-personal': personal = [] }, context) => {
    if (properties['key']?.type !== 'string')
      context.addIssue({
        code: 'custom',
        path: ['properties', 'key'],
        message: 'Declare key, of type string: it names the row.',
      });
    if (Object.keys(properties).length > MAX_COLUMNS)
      context.addIssue({ code: 'custom', path: ['properties'], message: `Declare at most ${MAX_COLUMNS} columns.` });
    personal.forEach(({ column, kind }, index) => {
      const path = ['x-personal', index, 'column'];
      if (!Object.hasOwn(properties, column))
        context.addIssue({ code: 'custom', path, message: 'Name one of properties.' });
      else if (kind !== undefined && properties[column]!.type !== 'string')
        context.addIssue({ code: 'custom', path, message: 'A column that identifies is of type string.' });
    });
  });

export const TableInput = z.object({ ...NAMED, schema: Schema }).meta({ id: 'DataTableInput' });
export type TableInput = z.infer<typeof TableInput>;
