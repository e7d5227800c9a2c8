import { divisionRef } from '@lethe/contracts';
import { withoutNulls } from '@lethe/domain-kit';
import { Not, IsNull, type EntityManager } from 'typeorm';
import { Attachment } from '../entities/attachment.ts';
import type { Conversation } from '../entities/conversation.ts';
import { Message } from '../entities/message.ts';
import { ParticipantData } from '../entities/participant-data.ts';
import { Participant } from '../entities/participant.ts';
import { Wrapup } from '../entities/wrapup.ts';
import { attachmentView, conversationUri } from './attachment-view.ts';
import type { ConversationView, Legs, ParticipantView } from './conversation-schema.ts';
import { legOf } from './media.ts';
import { messageUri } from './message-view.ts';

/** `Conversation` of the API. Its address is the first external participant's. */
export async function conversationView(
  manager: EntityManager,
  { id, startTime, endTime, divisionId }: Conversation,
): Promise<ConversationView> {
  const where = { conversationId: id };
  const rows = await manager.find(Participant, { where, order: { position: 'ASC' } });
  const [data, wrapups, messages, attachments] = [
    await manager.findBy(ParticipantData, where),
    await manager.findBy(Wrapup, where),
    await manager.find(Message, { where, order: { time: 'ASC', id: 'ASC' } }),
    await manager.find(Attachment, { where: { ...where, uploadedAt: Not(IsNull()) }, order: { id: 'ASC' } }),
  ];
  const of = <T extends { participantId: string }>(all: T[], participant: Participant) =>
    all.filter((one) => one.participantId === participant.id);
  const participants = rows.map((row) =>
    participantView(row, {
      data: of(data, row)[0],
      wrapup: of(wrapups, row)[0],
      messages: of(messages, row),
      attachments: of(attachments, row),
    }),
  );
  const address = rows.find(({ purpose }) => purpose === 'customer' || purpose === 'external')?.address;
  return withoutNulls({
    id,
    startTime: startTime.toISOString(),
    endTime: endTime?.toISOString(),
    address,
    participants,
    state: stateOf(endTime),
    divisions: divisionId === null ? undefined : [{ division: divisionRef(divisionId) }],
    selfUri: conversationUri(id),
  });
}

interface OfParticipant {
  data?: ParticipantData;
  wrapup?: Wrapup;
  messages: Message[];
  attachments: Attachment[];
}

function participantView(row: Participant, { data, wrapup, messages, attachments }: OfParticipant): ParticipantView {
  const { id, startTime, connectedTime, endTime, name, userId, externalContactId, queueId, purpose, address } = row;
  const { talkSeconds, holdSeconds, wrapupSeconds, alertSeconds, queueSeconds } = row;
  const metrics = withoutNulls({ talkSeconds, holdSeconds, wrapupSeconds, alertSeconds, queueSeconds });
  return withoutNulls({
    id,
    startTime: startTime.toISOString(),
    connectedTime: connectedTime?.toISOString(),
    endTime: endTime?.toISOString(),
    name,
    userId,
    userUri: userId === null ? undefined : `/api/v2/users/${userId}`,
    externalContactId,
    queueId,
    purpose,
    address,
    ani: data?.ani,
    aniName: data?.aniName,
    dnis: data?.dnis,
    attributes: data?.attributes ?? {},
    wrapup: wrapup && withoutNulls({ code: wrapup.code, notes: wrapup.notes, durationSeconds: wrapupSeconds }),
    metrics: Object.keys(metrics).length > 0 ? metrics : undefined,
    attachments: attachments.length > 0 ? attachments.map(attachmentView) : undefined,
    ...legs(row, messages),
  });
}

const stateOf = (endTime: Date | null): ConversationView['state'] => (endTime === null ? 'connected' : 'disconnected');

/** A participant has one leg, whose id is the participant's. */
function legs({ id, mediaType, endTime, connectedTime }: Participant, messages: Message[]): Legs {
  const { field, type } = legOf(mediaType);
  const first = messages[0];
  const times = { connectedTime: connectedTime?.toISOString(), disconnectedTime: endTime?.toISOString() };
  const leg = withoutNulls({ id, state: stateOf(endTime), direction: first?.direction, ...times });
  if (field === 'emails') return { emails: [withoutNulls({ ...leg, subject: first?.subject, messageId: first?.id })] };
  if (field !== 'messages') return { [field]: [leg] };
  return {
    messages: [
      {
        ...leg,
        type,
        messages: messages.map((message) => ({
          messageId: message.id,
          messageURI: messageUri(message),
          messageTime: message.time.toISOString(),
        })),
      },
    ],
  };
}
