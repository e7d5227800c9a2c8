import type { Attachment } from '../entities/attachment.ts';
import type { Message } from '../entities/message.ts';
import { attachmentView, conversationUri, fileUri } from './attachment-view.ts';
import { legOf } from './media.ts';
import type { Parties, Party } from './parties-of.ts';
import { present } from './present.ts';

/** How much of a body a listing of e-mails shows. */
const PREVIEW_LENGTH = 200;

export const messageUri = ({ conversationId, mediaType, id }: Pick<Message, 'conversationId' | 'mediaType' | 'id'>) =>
  `/api/v2/conversations/${mediaType === 'email' ? 'emails' : 'messages'}/${conversationId}/messages/${id}`;

/** `EmailMessage` of the API; bodies are answered as they came, scripts included, and are never to be shown as a page. */
export function emailView(message: Message, attachments: Attachment[], parties: Parties) {
  return present({ ...envelope(message, attachments, parties), textBody: message.textBody ?? '', htmlBody: message.htmlBody });
}

/** `EmailMessagePreview` of the API. */
export function emailPreview(message: Message, attachments: Attachment[], parties: Parties) {
  return present({ ...envelope(message, attachments, parties), textBodyPreview: (message.textBody ?? '').slice(0, PREVIEW_LENGTH).toWellFormed() });
}

function envelope({ id, subject, time, ...message }: Message, attachments: Attachment[], { from, to, cc, bcc }: Parties) {
  const all = (parties?: Party[]) => parties?.map(email);
  return { id, from: email(from ?? {}), to: all(to ?? []), cc: all(cc), bcc: all(bcc), subject, attachments: attachments.map(attachmentView), time, state: 'created', selfUri: messageUri({ id, ...message }) };
}

const email = ({ name, address }: Party) => present({ email: address, name });

/** `MessageData` of the API. */
export function messageView(message: Message, attachments: Attachment[], { from, to }: Parties) {
  const { id, conversationId, mediaType, direction, time, textBody } = message;
  const content = attachments.map((attachment) => ({ contentType: 'Attachment', attachment: contentOf(attachment) }));
  return present({
    id, conversationId, direction, textBody,
    timestamp: time,
    fromAddress: from?.address,
    toAddress: to?.[0]?.address,
    messengerType: legOf(mediaType).type ?? 'unknown',
    status: direction === 'inbound' ? 'received' : 'sent',
    normalizedMessage: present({
      id, direction,
      type: 'Text',
      text: textBody ?? '',
      content: content.length > 0 ? content : undefined,
      channel: present({ time, from: from && recipient(from), to: to?.[0] && recipient(to[0]) }),
    }),
    media: attachments.length > 0 ? attachments.map((one) => ({ id: one.id, url: fileUri(one), mediaType: one.contentType, contentLength: one.fileBytes ?? 0, name: one.fileName ?? '' })) : undefined,
    selfUri: messageUri(message),
  });
}

const recipient = ({ name, address }: Party) => present({ id: address ?? '', nickname: name });

function contentOf(attachment: Attachment) {
  const { id, contentType, fileName, fileBytes, fileSha256 } = attachment;
  return { id, mediaType: mediaTypeOf(contentType ?? ''), url: fileUri(attachment), mime: contentType, filename: fileName ?? '', contentSizeBytes: fileBytes ?? 0, sha256: fileSha256 };
}

/** As declared by the uploader, not as the content is. */
function mediaTypeOf(contentType: string): string {
  if (contentType.startsWith('image/')) return 'Image';
  if (contentType.startsWith('video/')) return 'Video';
  return contentType.startsWith('audio/') ? 'Audio' : 'File';
}

export const messagesUri = (conversationId: string) => `${conversationUri('emails')}/${conversationId}/messages`;
