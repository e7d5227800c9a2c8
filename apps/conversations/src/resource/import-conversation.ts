import type { Principal } from '@lethe/contracts';
import { isAsCreated } from '@lethe/domain-kit';
import type { EntityTarget, EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Conversation } from '../entities/conversation.ts';
import { MessageParty } from '../entities/message-party.ts';
import { Message } from '../entities/message.ts';
import { ParticipantData } from '../entities/participant-data.ts';
import { Participant } from '../entities/participant.ts';
import { Recording } from '../entities/recording.ts';
import { Wrapup } from '../entities/wrapup.ts';
import type { ImportInput, ParticipantInput } from './import-input.ts';
import { partyRows } from './parties-of.ts';

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 1_000;

/** Writes the interaction and answers its id. Fails with a unique violation when one of the given ids is in use. */
export async function importConversation(
  manager: EntityManager,
  caller: Principal,
  input: ImportInput,
): Promise<string> {
  const { id = v7() } = input;
  for (const { entity, rows } of tablesOf(caller, { ...input, id }))
    for (let at = 0; at < rows.length; at += AT_ONCE) await manager.insert(entity, rows.slice(at, at + AT_ONCE));
  return id;
}

/**
 * Whether this very interaction is there, and as it was sent. What came without an id of its own can not be told from
 * another that says the same.
 */
export async function isImported(manager: EntityManager, caller: Principal, input: ImportInput): Promise<boolean> {
  const { id } = input;
  if (id === undefined) return false;
  for (const { entity, rows, keyOf } of tablesOf(caller, { ...input, id })) {
    const where = entity === Conversation ? { id } : { conversationId: id };
    const there = new Map((await manager.findBy(entity, where)).map((row) => [keyOf(row), row]));
    const isThere = (row: object) => {
      const stored = there.get(keyOf(row));
      return stored !== undefined && isAsCreated(manager, stored, { ...row, id: undefined });
    };
    if (there.size !== rows.length || !rows.every(isThere)) return false;
  }
  return true;
}

interface Table {
  entity: EntityTarget<object>;
  rows: object[];
  /** Tells the rows of one conversation apart, and is the same in a repetition. */
  keyOf(row: object): string;
}

const keyedBy =
  (...names: string[]) =>
  (row: object): string =>
    names.map((name) => String((row as Record<string, unknown>)[name])).join(' ');

/** In the order in which they refer to each other. */
function tablesOf({ organisationId, defaultCountry }: Principal, input: ImportInput & { id: string }): Table[] {
  const { id, startTime, endTime, divisionId } = input;
  const owned = (given?: string) => ({ organisationId, id: given ?? v7(), conversationId: id });
  const participants = input.participants.map((participant, position) =>
    participantOf(owned(participant.id), participant, position, startTime),
  );
  const data = input.participants.flatMap((one, at) => dataOf(owned(), participants[at]!, one));
  const wrapups = input.participants.flatMap(({ wrapup }, at) =>
    wrapup === undefined ? [] : [{ ...owned(), participantId: participants[at]!.id, ...wrapup }],
  );
  const parties: Partial<MessageParty>[] = [];
  const messages = (input.messages ?? []).map(({ participant: at, from, to, cc, bcc, ...message }) => {
    const { id: participantId, purpose, mediaType } = participants[at]!;
    const row = { ...message, ...owned(message.id), participantId, purpose, mediaType };
    parties.push(
      ...partyRows(
        { organisationId, conversationId: id, messageId: row.id, mediaType },
        { author: participants[at]!, legs: participants },
        { from, to, cc, bcc },
        defaultCountry,
      ),
    );
    return row;
  });
  const recordings = (input.recordings ?? []).map(({ transcript, protection, ...recording }) => ({
    ...recording,
    ...owned(recording.id),
    holdGround: protection?.ground,
    transcript: transcript?.map(({ participant: at, text, time }) => ({
      participantId: participants[at]!.id,
      purpose: participants[at]!.purpose,
      text,
      time: time.toISOString(),
    })),
  }));
  const conversation = { organisationId, id, startTime, endTime, divisionId };
  return [
    { entity: Conversation, rows: [conversation], keyOf: keyedBy('id') },
    { entity: Participant, rows: participants, keyOf: keyedBy('id') },
    { entity: ParticipantData, rows: data, keyOf: keyedBy('participantId') },
    { entity: Wrapup, rows: wrapups, keyOf: keyedBy('participantId') },
    { entity: Message, rows: messages, keyOf: keyedBy('id') },
    { entity: MessageParty, rows: parties, keyOf: keyedBy('messageId', 'field', 'position') },
    { entity: Recording, rows: recordings, keyOf: keyedBy('id') },
  ];
}

interface Owned {
  organisationId: string;
  id: string;
  conversationId: string;
}

function participantOf(owned: Owned, participant: ParticipantInput, position: number, conversationStart: Date) {
  const {
    purpose,
    mediaType,
    name,
    userId,
    externalContactId,
    address,
    queueId,
    startTime = conversationStart,
    connectedTime,
    endTime,
    metrics,
  } = participant;
  return {
    ...owned,
    position,
    purpose,
    mediaType,
    name,
    userId,
    externalContactId,
    address,
    queueId,
    startTime,
    connectedTime,
    endTime,
    ...metrics,
  };
}

/** None when there is nothing to hold. */
function dataOf(
  owned: Owned,
  { id: participantId, mediaType }: { id: string; mediaType: ParticipantInput['mediaType'] },
  { ani, aniName, dnis, attributes = {} }: ParticipantInput,
) {
  const held = { ani, aniName, dnis, ...(Object.keys(attributes).length > 0 && { attributes }) };
  return Object.values(held).every((value) => value === undefined)
    ? []
    : [{ ...owned, participantId, mediaType, ...held }];
}
