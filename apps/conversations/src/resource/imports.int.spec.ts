import { randomUUID } from 'node:crypto';
import { MEDIA_TYPES } from '../words.ts';
import { agent, customer, interaction, START } from '../../test/interactions.ts';
import { RunningConversations } from '../../test/running-conversations.ts';

let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newOrganisation());

const IMPORTS = 'conversations/imports';
/** Code and fields of a refusal. */
async function refused(body: unknown) {
  const { status, body: error } = await service.domain.call(service.caller, 'POST', `/api/v2/${IMPORTS}`, body);
  return [status, ...error.details.map(({ fieldName }: { fieldName: string }) => fieldName)];
}

describe('an import', () => {
  it('answers the conversation as it is read later, participants in the order given', async () => {
    const [id, divisionId, own, other] = [randomUUID(), randomUUID(), customer('1', randomUUID()), agent()];
    const created = await service.import(interaction([own, other] as never, { id, divisionId }));
    expect(created).toMatchObject({
      id,
      startTime: START,
      state: 'disconnected',
      address: own.address,
      divisions: [{ division: { id: divisionId } }],
      selfUri: `/api/v2/conversations/${id}`,
      participants: [
        {
          id: own.id,
          startTime: START,
          purpose: 'customer',
          name: own.name,
          address: own.address,
          externalContactId: own.externalContactId,
          ani: own.ani,
          aniName: own.aniName,
          dnis: own.dnis,
          attributes: own.attributes,
          metrics: own.metrics,
        },
        {
          id: other.id,
          purpose: 'agent',
          userId: other.userId,
          userUri: `/api/v2/users/${other.userId}`,
          wrapup: { code: 'sold', notes: 'Marie1 wants a call', durationSeconds: 30 },
        },
      ],
    });
    expect(created.participants[0].messages).toMatchObject([
      { id: own.id, type: 'whatsapp', messages: [{ messageId: expect.any(String), messageTime: expect.any(String) }] },
    ]);
    expect(await service.ok('GET', `conversations/${id}`)).toEqual(created);
  });

  it.each(MEDIA_TYPES)('takes the medium %s (R64)', async (mediaType) => {
    const { id } = await service.import(interaction([{ purpose: 'customer', mediaType }] as never));
    const { participants } = await service.ok('GET', `conversations/${id}`);
    const fields = { voice: 'calls', callback: 'callbacks', email: 'emails', webchat: 'chats' } as Record<
      string,
      string
    >;
    expect(participants[0][fields[mediaType] ?? 'messages']).toMatchObject([{ id: participants[0].id }]);
  });

  it('keeps texts as they are: markup, scripts, empty texts, odd characters', async () => {
    const texts = {
      subject: '',
      textBody: '\u202Eевa\u0007 👩‍💻',
      htmlBody: '<img src=x onerror=alert(1)><script>alert(2)</script>',
    };
    const { id } = await service.import({
      startTime: START,
      participants: [{ purpose: 'customer', mediaType: 'email' }],
      messages: [{ participant: 0, direction: 'inbound', time: START, ...texts }],
    });
    const { entities } = await service.ok('GET', `conversations/emails/${id}/messages`);
    expect(await service.ok('GET', `conversations/emails/${id}/messages/${entities[0].id}`)).toMatchObject(texts);
  });

  it('takes more messages than one statement holds', async () => {
    const messages = Array.from({ length: 2_500 }, (_, n) => ({
      participant: 0,
      direction: 'inbound',
      time: START,
      textBody: String(n),
    }));
    const { id } = await service.import({
      startTime: START,
      participants: [{ purpose: 'customer', mediaType: 'sms' }],
      messages,
    });
    expect((await service.ok('GET', `conversations/${id}`)).participants[0].messages[0].messages).toHaveLength(2_500);
  });

  it('of a conversation, participant, message or recording that is there changes nothing', async () => {
    const body = interaction([customer('1'), agent()] as never, { id: randomUUID() }) as ReturnType<
      typeof interaction
    > & { id?: string };
    const messages = body.messages.map((message) => ({ ...message, id: randomUUID() as string }));
    const first = { ...body, messages };
    const created = await service.import(first);
    const before = await service.all();
    const fresh = () => ({
      ...first,
      id: randomUUID(),
      participants: first.participants.map((one) => ({ ...one, id: randomUUID() })),
      messages: [],
      recordings: [],
    });
    // As it was sent, it is answered as the first time: that answer may have been lost.
    expect(await service.import(first)).toEqual(created);
    const again = [
      { ...first, endTime: undefined },
      { ...first, messages: messages.slice(1) },
      { ...first, messages: messages.map((message) => ({ ...message, textBody: 'something else' })) },
      { ...first, id: undefined },
      { ...fresh(), id: created.id },
      { ...fresh(), participants: first.participants },
      { ...fresh(), messages },
      { ...fresh(), recordings: first.recordings },
    ];
    for (const one of again) expect(await service.refusal('POST', IMPORTS, one)).toEqual([409, 'request.conflict']);
    expect(await service.all()).toBe(before);
    await service.import(fresh());
  });

  const one = { purpose: 'customer', mediaType: 'voice' };
  const message = { participant: 0, direction: 'inbound', time: START };
  it.each([
    ['no participants', { participants: undefined }, ['participants']],
    ['empty participants', { participants: [] }, ['participants']],
    ['101 participants', { participants: Array.from({ length: 101 }, () => one) }, ['participants']],
    ['an unknown field', { subject: 'x' }, ['subject']],
    ['an unknown field of a participant', { participants: [{ ...one, firstName: 'x' }] }, ['participants.0.firstName']],
    ['an unknown purpose', { participants: [{ ...one, purpose: 'friend' }] }, ['participants.0.purpose']],
    ['an unknown medium', { participants: [{ ...one, mediaType: 'fax' }] }, ['participants.0.mediaType']],
    [
      'a user who is a contact',
      { participants: [{ ...one, userId: randomUUID(), externalContactId: randomUUID() }] },
      ['participants.0.externalContactId'],
    ],
    [
      'a malformed link',
      { participants: [{ ...one, externalContactId: 'C-1' }] },
      ['participants.0.externalContactId'],
    ],
    [
      'an attribute that is no text',
      { participants: [{ ...one, attributes: { a: 1 } }] },
      ['participants.0.attributes.a'],
    ],
    [
      'a metric that is a text',
      { participants: [{ ...one, metrics: { talkSeconds: 'Marie' } }] },
      ['participants.0.metrics.talkSeconds'],
    ],
    ['a message of nobody', { messages: [{ ...message, participant: 1 }] }, ['messages.0.participant']],
    ['a message of a negative index', { messages: [{ ...message, participant: -1 }] }, ['messages.0.participant']],
    [
      'a transcript of nobody',
      { recordings: [{ media: 'audio', startTime: START, transcript: [{ participant: 7, text: 'x', time: START }] }] },
      ['recordings.0.transcript.0.participant'],
    ],
    [
      'a hold for no reason in law',
      { recordings: [{ media: 'audio', startTime: START, protection: { ground: 'because' } }] },
      ['recordings.0.protection.ground'],
    ],
    ['no time', { startTime: 'yesterday' }, ['startTime']],
    ['a time before the first year', { startTime: '0000-12-31T23:59:59Z' }, ['startTime']],
    ['a time after the year 9999', { startTime: '9999-12-31T23:59:59-01:00' }, ['startTime']],
  ])('with %s is refused and names the field', async (_, wrong, fields) => {
    expect(await refused({ startTime: START, participants: [one], ...wrong })).toEqual([400, ...fields]);
    expect(await service.rows('conversation')).toEqual([]);
  });

  it('needs its permission', async () => {
    service.caller.permissions = ['conversation:communication:view'];
    expect(await service.refusal('POST', IMPORTS, interaction([customer('1')] as never))).toEqual([
      403,
      'missing.any.permissions',
    ]);
  });
});
