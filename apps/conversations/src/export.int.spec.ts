import { randomUUID } from 'node:crypto';
import { agent, customer, interaction } from '../test/interactions.ts';
import { contact, RunningConversations, user } from '../test/running-conversations.ts';

let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newOrganisation());

describe('the export of the only contact', () => {
  it('holds all of the interaction, and everybody else by role', async () => {
    const [id, own, other] = [randomUUID(), customer('1'), agent()];
    const body = interaction([{ ...own, externalContactId: id } as never, other]);
    const { id: conversationId } = await service.import(body);
    await service.upload(conversationId, own.id, { content: 'of the customer' });
    await service.upload(conversationId, other.id, { content: 'of the agent' });
    await service.upload(conversationId, other.id, {
      kind: 'recording',
      fileId: body.recordings[0]!.id,
      content: 'both voices',
    });

    const { records, files, text, leftOut } = await service.export(contact(id));
    expect(records['participant']).toMatchObject([
      { id: own.id, conversationId, name: own.name, address: own.address, externalContactId: id, talkSeconds: 12.5 },
    ]);
    expect(records['participantData']).toHaveLength(2);
    expect(records['participantData']).toContainEqual(
      expect.objectContaining({
        participantId: own.id,
        ani: own.ani,
        aniName: own.aniName,
        dnis: own.dnis,
        attributes: expect.arrayContaining(Object.values(own.attributes)),
      }),
    );
    expect(records['participantData']).toContainEqual({
      id: expect.any(String),
      conversationId,
      mediaType: 'whatsapp',
      attributes: ['Marie1 Hamanová'],
    });
    expect(records['message']).toHaveLength(2);
    expect(records['message']).toContainEqual(
      expect.objectContaining({ participantId: own.id, purpose: 'customer', textBody: 'body of 0' }),
    );
    expect(records['message']).toContainEqual(
      expect.objectContaining({ purpose: 'agent', subject: 'subject 1', textBody: 'body of 1' }),
    );
    const messageId = expect.any(String) as string;
    expect(records['messageParty']).toHaveLength(4);
    expect(records['messageParty']).toContainEqual(
      expect.objectContaining({
        messageId,
        field: 'from',
        participantId: own.id,
        name: own.name,
        address: own.address,
      }),
    );
    expect(records['messageParty']).toContainEqual({ messageId, field: 'to', role: 'agent' });
    expect(records['messageParty']).toContainEqual({ messageId, field: 'from', role: 'agent' });
    expect(records['wrapup']).toEqual([
      { id: expect.any(String), conversationId, code: 'sold', notes: 'Marie1 wants a call' },
    ]);
    expect(records['recording']).toMatchObject([
      {
        media: 'audio',
        transcript: [
          { purpose: 'customer', text: 'said by 0', time: expect.any(String) },
          { purpose: 'agent', text: 'said by 1', time: expect.any(String) },
        ],
      },
    ]);
    expect(Object.values(files).sort()).toEqual(['both voices', 'of the customer']);
    expect(leftOut).toEqual([]);
    for (const hidden of ['Agentová', other.address, other.userId, other.id, 'key Marie', 'ticket', 'of the agent'])
      expect([hidden, text.includes(hidden)]).toEqual([hidden, false]);
  });

  it('shows who got a copy as other', async () => {
    const id = randomUUID();
    const cc = [{ name: 'Petr', address: 'petr@x.example' }];
    const message = {
      participant: 0,
      direction: 'inbound',
      time: '2026-03-01T10:01:00Z',
      from: { address: 'm@x.example' },
      cc,
      bcc: cc,
    };
    await service.import({ ...interaction([customer('1', id)] as never), messages: [message], recordings: [] });
    const { records, text } = await service.export(contact(id));
    expect(records['messageParty']).toHaveLength(3);
    expect(records['messageParty']).toContainEqual(expect.objectContaining({ field: 'from', address: 'm@x.example' }));
    for (const field of ['cc', 'bcc'])
      expect(records['messageParty']).toContainEqual({ messageId: expect.any(String) as string, field, role: 'other' });
    expect(text).not.toMatch(/petr/i);
  });
});

it('the export of one of several contacts holds what is theirs alone, and says that recordings are left out', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  await service.import(interaction([customer('1', a), customer('2', b), agent()] as never));
  const { records, text, leftOut } = await service.export(contact(a));
  expect(records['message']).toMatchObject([{ textBody: 'body of 0' }]);
  expect(records).not.toHaveProperty('recording');
  expect(leftOut).toEqual([
    { recordType: 'recording', records: 1, reason: { code: 'other.people', message: expect.any(String) } },
  ]);
  for (const hidden of ['Marie2', '912345672', 'Agentová', 'said by', 'body of 1', 'body of 2', b, 'wants a call'])
    expect([hidden, text.includes(hidden)]).toEqual([hidden, false]);
});

it('the export of an employee holds their own name, address, notes and messages, and customers by role', async () => {
  const [userId, other, own] = [randomUUID(), customer('1', randomUUID()), agent()];
  const { id: conversationId } = await service.import(interaction([other, { ...own, userId }] as never));
  await service.upload(conversationId, other.id, { content: 'of the customer' });
  const { records, text, leftOut } = await service.export(user(userId));
  expect(Object.keys(records).sort()).toEqual(['message', 'messageParty', 'participant', 'wrapup']);
  expect(records['participant']).toMatchObject([{ name: own.name, address: own.address, userId }]);
  expect(records['message']).toMatchObject([{ textBody: 'body of 1' }]);
  expect(records['messageParty']).toMatchObject([
    { name: own.name, address: own.address },
    { name: own.name, address: own.address },
  ]);
  expect(records['wrapup']).toMatchObject([{ participantId: own.id, notes: 'Marie1 wants a call' }]);
  expect(leftOut).toMatchObject([{ recordType: 'recording', records: 1 }]);
  for (const hidden of ['Hamanová', other.address, other.externalContactId!, 'body of 0', 'of the customer'])
    expect([hidden, text.includes(hidden)]).toEqual([hidden, false]);
});

it('a file of no bytes and one with a name that is a path are in the export, the name as data alone', async () => {
  const [id, own] = [randomUUID(), customer('1')];
  const { id: conversationId } = await service.import(interaction([{ ...own, externalContactId: id }] as never));
  const fileName = '../../etc/\u0007"\r\nSet-Cookie: x.txt';
  await service.upload(conversationId, own.id, { content: '', fileName });
  const { records, files } = await service.export(contact(id));
  expect(records['attachment']).toMatchObject([{ fileName, fileBytes: 0 }]);
  expect(Object.entries(files)).toEqual([[`files/${records['attachment']![0].id}.txt`, '']]);
});
