import type { Attachment } from '../entities/attachment.ts';
import type { StoredFile } from '@lethe/domain-kit';

export const conversationUri = (id: string) => `/api/v2/conversations/${id}`;
/** GET answers the content. */
export const fileUri = ({ conversationId, id }: StoredFile & { conversationId: string; id: string }) => `${conversationUri(conversationId)}/files/${id}`;

/** `Attachment` of the API. */
export function attachmentView(attachment: Attachment) {
  const { id: attachmentId, fileName, contentType, fileBytes, messageId } = attachment;
  return { attachmentId, name: fileName ?? '', contentUri: fileUri(attachment), contentType, contentLength: fileBytes ?? 0, ...(messageId && { messageId }) };
}
