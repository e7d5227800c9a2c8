import { withoutNulls } from '@lethe/domain-kit';
import type { Attachment } from '../entities/attachment.ts';
import type { Message } from '../entities/message.ts';
import { attachmentView, conversationUri, fileUri } from './attachment-view.ts';
import { legOf } from './media.ts';
import type { ContentAttachment, EmailPreview, EmailView, MessageView, Recipient } from './message-schema.ts';
import type { Parties, Party } from './parties-of.ts';

/** How much of a body a listing of e-mails shows. */
const PREVIEW_LENGTH = 200;
const STATUSES = { inbound: 'received', outbound: 'sent' } as const;

export const messageUri = ({ conversationId, mediaType, id }: Pick<Message, 'conversationId' | 'mediaType' | 'id'>) =>
  `/api/v2/conversations/${mediaType === 'email' ? 'emails' : 'messages'}/${conversationId}/messages/${id}`;

/**
 * `EmailMessage` of the API; bodies are answered as they came, scripts included, and are never to be shown as a page.
 */
export function emailView(message: Message, attachments: Attachment[], parties: Parties): EmailView {
  return withoutNulls({
    ...envelope(message, attachments, parties),
    textBody: message.textBody ?? '',
    htmlBody: message.htmlBody,
  });
}

/** `EmailMessagePreview` of the API. */
export function emailPreview(message: Message, attachments: Attachment[], parties: Parties): EmailPreview {
  return withoutNulls({
    ...envelope(message, attachments, parties),
    textBodyPreview: (message.textBody ?? '').slice(0, PREVIEW_LENGTH).toWellFormed(),
  });
}

function envelope(
  { id, subject, time, ...message }: Message,
  attachments: Attachment[],
  { from, to, cc, bcc }: Parties,
) {
  return {
    id,
    from: email(from ?? {}),
    to: (to ?? []).map(email),
    cc: cc?.map(email),
    bcc: bcc?.map(email),
    subject,
    attachments: attachments.map(attachmentView),
    time: time.toISOString(),
    state: 'created',
    selfUri: messageUri({ id, ...message }),
  };
}

const email = ({ name, address }: Party) => withoutNulls({ email: address, name });

/** `MessageData` of the API. */
export function messageView(message: Message, attachments: Attachment[], { from, to }: Parties): MessageView {
  const { id, conversationId, mediaType, direction, time, textBody } = message;
  const content = attachments.map((attachment) => ({ contentType: 'Attachment', attachment: contentOf(attachment) }));
  return withoutNulls({
    id,
    conversationId,
    direction,
    textBody,
    timestamp: time.toISOString(),
    fromAddress: from?.address,
    toAddress: to?.[0]?.address,
    messengerType: legOf(mediaType).type ?? 'unknown',
    status: STATUSES[direction],
    normalizedMessage: withoutNulls({
      id,
      direction,
      type: 'Text',
      text: textBody ?? '',
      content: content.length > 0 ? content : undefined,
      channel: withoutNulls({
        time: time.toISOString(),
        from: from && recipient(from),
        to: to?.[0] && recipient(to[0]),
      }),
    }),
    media:
      attachments.length > 0
        ? attachments.map((one) => ({
            id: one.id,
            url: fileUri(one),
            mediaType: one.contentType!,
            contentLength: one.fileBytes ?? 0,
            name: one.fileName ?? '',
          }))
        : undefined,
    selfUri: messageUri(message),
  });
}

const recipient = ({ name, address }: Party): Recipient => withoutNulls({ id: address ?? '', nickname: name });

function contentOf(attachment: Attachment): ContentAttachment {
  const { id, contentType, fileName, fileBytes, fileSha256 } = attachment;
  return {
    id,
    mediaType: mediaTypeOf(contentType!),
    url: fileUri(attachment),
    mime: contentType!,
    filename: fileName ?? '',
    contentSizeBytes: fileBytes ?? 0,
    sha256: fileSha256!,
  };
}

/** As declared by the uploader, not as the content is. */
function mediaTypeOf(contentType: string): ContentAttachment['mediaType'] {
  if (contentType.startsWith('image/')) return 'Image';
  if (contentType.startsWith('video/')) return 'Video';
  return contentType.startsWith('audio/') ? 'Audio' : 'File';
}

export const messagesUri = (conversationId: string) => `${conversationUri('emails')}/${conversationId}/messages`;
