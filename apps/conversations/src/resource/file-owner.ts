import { z } from 'zod';

/** Whose file it is. `kind` recording: the id of the file is the recording's. */
export const FileOwner = z
  .object({
    participantId: z.guid().toLowerCase(),
    kind: z.enum(['attachment', 'recording']),
    messageId: z.guid().toLowerCase().optional(),
  })
  .refine(({ kind, messageId }) => kind === 'attachment' || messageId === undefined, {
    path: ['messageId'],
    message: 'A recording belongs to no message.',
  });
export type FileOwner = z.infer<typeof FileOwner>;
