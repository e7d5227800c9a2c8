import { listingOf } from '@lethe/contracts';
import { z } from 'zod';
import { DIRECTIONS } from '../words.ts';
import { AttachmentView } from './attachment-view.ts';

const optionalText = z.string().optional();

const EmailAddress = z.object({ email: optionalText, name: optionalText }).meta({ id: 'EmailAddress' });
const addresses = z.array(EmailAddress);

const ENVELOPE = {
  id: z.guid(),
  from: EmailAddress,
  to: addresses,
  cc: addresses.optional(),
  bcc: addresses.optional(),
  subject: optionalText,
  attachments: z.array(AttachmentView),
  time: z.iso.datetime(),
  state: z.string(),
  selfUri: z.string(),
};
/** Absent instead of null; no bounds of the input, for a correction (Art. 16) may be longer. */
export const EmailView = z
  .object({ ...ENVELOPE, textBody: z.string(), htmlBody: optionalText })
  .meta({ id: 'EmailMessage' });
export type EmailView = z.input<typeof EmailView>;

export const EmailPreview = z.object({ ...ENVELOPE, textBodyPreview: z.string() }).meta({ id: 'EmailMessagePreview' });
export type EmailPreview = z.input<typeof EmailPreview>;
export const EmailPreviewListing = listingOf(EmailPreview, 'EmailMessagePreviewListing');

const ContentAttachment = z
  .object({
    id: z.guid(),
    mediaType: z.enum(['Image', 'Video', 'Audio', 'File']),
    url: z.string(),
    mime: z.string(),
    filename: z.string(),
    contentSizeBytes: z.int(),
    sha256: z.string(),
  })
  .meta({ id: 'ConversationContentAttachment' });
export type ContentAttachment = z.input<typeof ContentAttachment>;

const Recipient = z.object({ id: z.string(), nickname: optionalText }).meta({ id: 'ConversationMessagingRecipient' });
export type Recipient = z.input<typeof Recipient>;

const NormalizedMessage = z
  .object({
    id: z.guid(),
    direction: z.enum(DIRECTIONS),
    type: z.string(),
    text: z.string(),
    content: z
      .array(
        z.object({ contentType: z.string(), attachment: ContentAttachment }).meta({ id: 'ConversationMessageContent' }),
      )
      .optional(),
    channel: z
      .object({ time: z.iso.datetime(), from: Recipient.optional(), to: Recipient.optional() })
      .meta({ id: 'ConversationMessagingChannel' }),
  })
  .meta({ id: 'ConversationNormalizedMessage' });

const Media = z
  .object({ id: z.guid(), url: z.string(), mediaType: z.string(), contentLength: z.int(), name: z.string() })
  .meta({ id: 'MessageMedia' });

/** Absent instead of null. */
export const MessageView = z
  .object({
    id: z.guid(),
    conversationId: z.guid(),
    direction: z.enum(DIRECTIONS),
    textBody: optionalText,
    timestamp: z.iso.datetime(),
    fromAddress: optionalText,
    toAddress: optionalText,
    messengerType: z.string(),
    status: z.enum(['received', 'sent']),
    normalizedMessage: NormalizedMessage,
    media: z.array(Media).optional(),
    selfUri: z.string(),
  })
  .meta({ id: 'MessageData' });
export type MessageView = z.input<typeof MessageView>;

export const MessageListing = z.object({ entities: z.array(MessageView) }).meta({ id: 'TextMessageListing' });
export type MessageListing = z.input<typeof MessageListing>;

/** Without ids, all messages. Ids that name none of the conversation are passed over. */
export const MessageIds = z.array(z.string()).max(1_000).nullish();
