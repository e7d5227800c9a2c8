import type { StoredFile } from '@lethe/domain-kit';
import { z } from 'zod';
import type { Attachment } from '../entities/attachment.ts';

export const AttachmentView = z
  .object({
    attachmentId: z.guid(),
    name: z.string(),
    contentUri: z.string(),
    contentType: z.string(),
    contentLength: z.int(),
    messageId: z.guid().optional(),
  })
  .meta({ id: 'Attachment' });
type AttachmentView = z.input<typeof AttachmentView>;

export const conversationUri = (id: string) => `/api/v2/conversations/${id}`;
/** GET answers the content. */
export const fileUri = ({ conversationId, id }: StoredFile & { conversationId: string; id: string }) =>
  `${conversationUri(conversationId)}/files/${id}`;

/** `Attachment` of the API: one whose file is there, which has a type. */
export function attachmentView(attachment: Attachment): AttachmentView {
  const { id: attachmentId, fileName, contentType, fileBytes, messageId } = attachment;
  return {
    attachmentId,
    name: fileName ?? '',
    contentUri: fileUri(attachment),
    contentType: contentType!,
    contentLength: fileBytes ?? 0,
    ...(messageId && { messageId }),
  };
}
