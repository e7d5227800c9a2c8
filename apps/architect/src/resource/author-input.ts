import { instant, text } from '@lethe/contracts';
import { z } from 'zod';
import { ACTIONS } from '../entities/authorship.ts';

/**
 * Extension: who did it, as they were then. This service can not ask the directory, so whoever writes the object says
 * so. `at`: ISO 8601, now when absent.
 */
const AuthorInput = z
  .object({
    action: z.enum(ACTIONS),
    userId: z.guid().toLowerCase(),
    name: text(1_000).min(1).optional(),
    email: text(256).min(1).optional(),
    version: text(64).min(1).optional(),
    at: instant().optional(),
  })
  .meta({ id: 'AuthorInput' });
export type AuthorInput = z.infer<typeof AuthorInput>;

const division = z.object({ id: z.guid().toLowerCase() });

/** What a flow, a prompt and a table have in common. */
export const NAMED = {
  name: text(256).min(1),
  description: text().nullish(),
  division: division.optional(),
  authors: z.array(AuthorInput).max(1_000).default([]),
};
