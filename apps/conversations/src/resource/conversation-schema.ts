import { AddressableRef } from '@lethe/contracts';
import { z } from 'zod';
import { DIRECTIONS, PURPOSES } from '../words.ts';
import { AttachmentView } from './attachment-view.ts';

const optionalText = z.string().optional();
const optionalId = z.guid().optional();
const optionalTime = z.iso.datetime().optional();
const seconds = z.number().optional();
const state = z.enum(['connected', 'disconnected']);

const Leg = z.object({
  id: z.guid(),
  state,
  direction: z.enum(DIRECTIONS).optional(),
  connectedTime: optionalTime,
  disconnectedTime: optionalTime,
});
const MessageDetails = z
  .object({ messageId: z.guid(), messageURI: z.string(), messageTime: z.iso.datetime() })
  .meta({ id: 'MessageDetails' });

/** One of them, by the medium. */
const LEGS = {
  calls: z.array(Leg.meta({ id: 'Call' })).optional(),
  callbacks: z.array(Leg.meta({ id: 'Callback' })).optional(),
  chats: z.array(Leg.meta({ id: 'ConversationChat' })).optional(),
  emails: z.array(Leg.extend({ subject: optionalText, messageId: optionalId }).meta({ id: 'Email' })).optional(),
  messages: z
    .array(Leg.extend({ type: z.string(), messages: z.array(MessageDetails) }).meta({ id: 'Message' }))
    .optional(),
};
export type Legs = z.input<z.ZodObject<typeof LEGS>>;

const ParticipantView = z
  .object({
    id: z.guid(),
    startTime: z.iso.datetime(),
    connectedTime: optionalTime,
    endTime: optionalTime,
    name: optionalText,
    userId: optionalId,
    userUri: optionalText,
    externalContactId: optionalId,
    queueId: optionalId,
    purpose: z.enum(PURPOSES),
    address: optionalText,
    ani: optionalText,
    aniName: optionalText,
    dnis: optionalText,
    attributes: z.record(z.string(), z.string()),
    wrapup: z
      .object({ code: optionalText, notes: optionalText, durationSeconds: seconds })
      .meta({ id: 'Wrapup' })
      .optional(),
    metrics: z
      .object({
        talkSeconds: seconds,
        holdSeconds: seconds,
        wrapupSeconds: seconds,
        alertSeconds: seconds,
        queueSeconds: seconds,
      })
      .meta({ id: 'ParticipantMetrics' })
      .optional(),
    attachments: z.array(AttachmentView).optional(),
    ...LEGS,
  })
  .meta({ id: 'Participant' });
export type ParticipantView = z.input<typeof ParticipantView>;

/** Absent instead of null; no bounds of the input, for a correction (Art. 16) may be longer. */
export const ConversationView = z
  .object({
    id: z.guid(),
    startTime: z.iso.datetime(),
    endTime: optionalTime,
    address: optionalText,
    participants: z.array(ParticipantView),
    state,
    divisions: z
      .array(z.object({ division: AddressableRef }).meta({ id: 'ConversationDivisionMembership' }))
      .optional(),
    selfUri: z.string(),
  })
  .meta({ id: 'Conversation' });
export type ConversationView = z.input<typeof ConversationView>;
