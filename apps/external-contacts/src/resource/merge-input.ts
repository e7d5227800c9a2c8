import { z } from 'zod';
import { ContactInput } from './contact-input.ts';

export const MergeContactsInput = z
  .object({ contactIds: z.array(z.guid()).min(2).max(25), valueOverride: ContactInput.nullish() })
  .meta({ id: 'MergeContactsRequest' });
export type MergeContactsInput = z.infer<typeof MergeContactsInput>;

export const MergePairInput = z
  .object({ sourceContactId: z.guid(), targetContactId: z.guid() })
  .meta({ id: 'MergeRequest' });
export type MergePairInput = z.infer<typeof MergePairInput>;
