import { AddressableRef, text } from '@lethe/contracts';
import { z } from 'zod';
import { NAMED } from './author-input.ts';
import { AUTHORS } from './authors.ts';

/** What a flow, a prompt and a table have in common. Absent instead of null. */
export const OBJECT = {
  id: z.guid(),
  name: NAMED.name,
  description: text().optional(),
  ...AUTHORS,
  division: AddressableRef,
  selfUri: z.string(),
};
