import type { CallContext } from '@lethe/contracts';
import type { DomainFixture, TestPerson } from '@lethe/testing';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { conversations } from '../src/conversations.ts';
import { Attachment } from '../src/entities/attachment.ts';
import { Conversation } from '../src/entities/conversation.ts';
import { MessageParty } from '../src/entities/message-party.ts';
import { Message } from '../src/entities/message.ts';
import { ParticipantData } from '../src/entities/participant-data.ts';
import { Participant } from '../src/entities/participant.ts';
import { Recording } from '../src/entities/recording.ts';
import { Wrapup } from '../src/entities/wrapup.ts';
import { migrations } from '../src/migrations/index.ts';
import type { PartyField } from '../src/words.ts';

const TIME = new Date('2026-01-02T03:04:05Z');

/** Everything that the domain can hold of a person who is the only contact of an interaction. */
export const conversationsFixture: DomainFixture = {
  definition: conversations,
  migrations,
  async seed(manager, context, person, storeFile) {
    const { organisationId } = context;
    const externalContactId = v7();
    const conversation = await manager.save(
      manager.create(Conversation, { organisationId, id: v7(), startTime: TIME }),
    );
    const owned = () => ({ organisationId, id: v7(), conversationId: conversation.id });
    const name = `${person.given} ${person.family}`;
    const common = { mediaType: 'email' as const, startTime: TIME, talkSeconds: 5 };
    const customer = await manager.save(
      manager.create(Participant, {
        ...owned(),
        ...common,
        position: 0,
        purpose: 'customer',
        externalContactId,
        name,
        address: person.email,
      }),
    );
    const agent = await manager.save(
      manager.create(Participant, {
        ...owned(),
        ...common,
        position: 1,
        purpose: 'agent',
        userId: v7(),
        name: 'Agent',
      }),
    );
    const attributes = {
      Home: `${person.street}, ${person.postalCode} ${person.city}`,
      Handle: person.handle,
      Crm: person.externalId,
    };
    const of = ({ id: participantId, mediaType }: Participant) => ({ ...owned(), participantId, mediaType });
    await manager.save([
      manager.create(ParticipantData, {
        ...of(customer),
        ani: `tel:${person.phone}`,
        aniName: name,
        dnis: 'tel:+18005550100',
        attributes,
      }),
      manager.create(ParticipantData, { ...of(agent), ani: person.phone, aniName: name }),
    ]);
    await manager.save(manager.create(Wrapup, { ...of(agent), code: 'sold', notes: person.note }));
    const [sent, answered] = await manager.save([
      manager.create(Message, {
        ...of(customer),
        purpose: 'customer',
        direction: 'inbound',
        time: TIME,
        subject: person.note,
        textBody: person.street,
      }),
      manager.create(Message, {
        ...of(agent),
        purpose: 'agent',
        direction: 'outbound',
        time: TIME,
        textBody: person.city,
        htmlBody: person.city,
      }),
    ]);
    const party = (message: Message, leg: Participant, field: PartyField) =>
      manager.create(MessageParty, {
        ...of(leg),
        purpose: leg.purpose,
        messageId: message.id,
        field,
        position: 0,
        name: leg.name,
        address: leg.address,
      });
    const elsewhere = { ...party(answered!, customer, 'cc'), participantId: null, purpose: null };
    await manager.save([
      party(sent!, customer, 'from'),
      party(sent!, agent, 'to'),
      party(answered!, agent, 'from'),
      party(answered!, customer, 'to'),
      manager.create(MessageParty, elsewhere),
    ]);
    for (const file of filesOf(manager, context, person, customer)) {
      await storeFile(file, `${conversation.id}/${customer.id}`, `file about ${person.note}`);
      await manager.save(file);
    }
    return { type: 'externalContactId', id: externalContactId };
  },
};

function filesOf(
  manager: EntityManager,
  { organisationId }: CallContext,
  person: TestPerson,
  { id: participantId, conversationId, purpose }: Participant,
) {
  const owned = () => ({ organisationId, id: v7(), conversationId, participantId });
  const transcript = [{ participantId, purpose, text: person.note, time: TIME.toISOString() }];
  return [
    manager.create(Attachment, { ...owned(), fileName: `${person.family}.pdf`, contentType: 'application/pdf' }),
    manager.create(Recording, {
      ...owned(),
      media: 'audio',
      startTime: TIME,
      transcript,
      fileName: `${person.given}.wav`,
    }),
  ];
}
