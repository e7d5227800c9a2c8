import { randomUUID } from 'node:crypto';
import { nameOn, type Identity, type Population, type StoredParticipant, type StoredRecord } from '@lethe/population';
import type { Http } from '../http.ts';
import { created, upload } from '../interactions.ts';

const TIME = '2026-03-01T10:00:00.000Z';

export async function storeConversations(
  http: Http,
  population: Population,
  records: readonly StoredRecord[],
): Promise<StoredParticipant[]> {
  const idOf = (key: string) => records.find((record) => record.key === key)!.id;
  const ownerOf = (key: string) => records.find((record) => record.key === key)!.owner;
  const stored = await Promise.all(
    population.conversations.map(async ({ customers, agents, hasFile }) => {
      const linked = [
        ...customers.map(({ owner, contact }) => ({
          owner,
          refersTo: contact === undefined ? randomUUID() : idOf(contact),
          isCustomer: true,
        })),
        ...agents.map((key) => ({ owner: ownerOf(key), refersTo: idOf(key), isCustomer: false })),
      ];
      const made = await created<{ id: string; participants: { id: string }[] }>(
        http,
        '/api/v2/conversations/imports',
        conversationBody(linked, population),
      );
      const participants = linked.map((one, index) => ({
        ...one,
        id: made.participants[index]!.id,
        conversationId: made.id,
      }));
      if (hasFile) await upload(http, { conversationId: made.id, participantId: participants[0]!.id }, 'a letter');
      return participants;
    }),
  );
  return stored.flat();
}

function conversationBody(
  linked: readonly { owner: number; refersTo: string; isCustomer: boolean }[],
  { people }: Population,
): object {
  const party = (owner: number) => ({ name: nameOn(people[owner]!, 'full'), address: people[owner]!.email });
  return {
    startTime: TIME,
    participants: linked.map(({ owner, refersTo, isCustomer }) => ({
      purpose: isCustomer ? 'customer' : 'agent',
      mediaType: 'email',
      startTime: TIME,
      ...party(owner),
      ...(isCustomer
        ? { externalContactId: refersTo, ani: people[owner]!.phone, attributes: { order: people[owner]!.email } }
        : { userId: refersTo }),
    })),
    messages: linked.map(({ owner, isCustomer }, participant) => ({
      participant,
      direction: isCustomer ? 'inbound' : 'outbound',
      time: TIME,
      textBody: `I am ${nameOn(people[owner]!, 'full')}.`,
      from: party(owner),
      to: linked.filter((_, index) => index !== participant).map((other) => party(other.owner)),
    })),
  };
}

/** What a user made: a prompt, and its recording. */
export async function storeWork(http: Http, user: StoredRecord, person: Identity): Promise<void> {
  const authors = [{ action: 'created', userId: user.id, name: nameOn(person, 'full'), email: user.emails[0] }];
  const prompts = '/api/v2/architect/prompts';
  const { id } = await created(http, prompts, { name: `prompt_${randomUUID().replaceAll('-', '')}`, authors });
  await created(http, `${prompts}/${id}/resources`, { language: 'en-us', ttsString: 'welcome' });
  const audio = await http.send(
    'PUT',
    `${prompts}/${id}/resources/en-us/audio/${randomUUID()}?userId=${user.id}`,
    Buffer.from('voice'),
    {
      'content-type': 'audio/wav',
    },
  );
  if (audio.status >= 300) throw new Error(`the recording answered ${audio.status}`);
}
