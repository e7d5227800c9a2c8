import { z } from 'zod';

const id = () => z.guid().toLowerCase();

/** Whose file it is. `kind` recording: the id of the file is the recording's. */
export const FileOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('attachment'), participantId: id(), messageId: id().optional() }),
  z.object({ kind: z.literal('recording'), participantId: id() }),
]);
export type FileOwner = z.infer<typeof FileOwner>;
