import { InventoryFormat, pageQuery, TermKind, text } from '@lethe/contracts';
import { z } from 'zod';

/** Query of GET /api/v2/gdpr/subjects: one kind, one value (requirements R19). */
export const SubjectQuery = z.object({
  searchType: TermKind,
  searchValue: text().min(1),
  possible: z.enum(['true', 'false']).optional().meta({
    type: 'boolean',
    default: false,
    description:
      'Extension: with true the answer also has possibleMatches: subjects that may be meant, each with the reason',
  }),
});
export type SubjectQuery = z.output<typeof SubjectQuery>;

/** `domain` begins with one domain, `cursor` goes on where a page ended. */
export const PostureQuery = z.object({
  domain: text().min(1).optional(),
  cursor: text().min(1).optional().meta({ description: 'As nextUri of the page before has it' }),
});
export type PostureQuery = z.output<typeof PostureQuery>;

export const PageQuery = pageQuery();
export type PageQuery = z.output<typeof PageQuery>;

/** Only the word `true` confirms. */
export const CreateQuery = z.object({
  deleteConfirmed: z
    .string()
    .optional()
    .meta({ type: 'boolean', default: false, description: 'Must be true for GDPR_DELETE' }),
});
export type CreateQuery = z.output<typeof CreateQuery>;

export const Id = z.guid();

export const InventoryQuery = z.object({ format: InventoryFormat.default('json') });
export type InventoryQuery = z.output<typeof InventoryQuery>;
