import { randomUUID } from 'node:crypto';
import { agent, customer, interaction } from '../../test/interactions.ts';
import { RunningConversations } from '../../test/running-conversations.ts';

let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newOrganisation());

const UNKNOWN = '018f0000-0000-7000-8000-000000000000';

describe('a conversation', () => {
  it('that is not there, malformed, or of another organisation is not found', async () => {
    const { id } = await service.import(interaction([customer('1')] as never));
    service.newOrganisation();
    for (const path of [
      id,
      UNKNOWN,
      'nonsense',
      `${id}/recordings`,
      `${UNKNOWN}/recordingmetadata`,
      `${id}/recordings/${UNKNOWN}`,
    ])
      expect(await service.refusal('GET', `conversations/${path}`)).toEqual([404, 'not.found']);
  });
});

describe('attributes', () => {
  it('are added and replaced key by key, also where there were none', async () => {
    const [own, other] = [customer('1'), { ...agent(), ani: undefined, aniName: undefined, attributes: undefined }];
    const { id } = await service.import(interaction([own, other] as never));
    const patch = (participant: string, attributes: object) =>
      service.ok('PATCH', `conversations/${id}/participants/${participant}/attributes`, { attributes });
    await patch(own.id, { ticket: 'T-9', more: '' });
    await patch(other.id, { first: '1' });
    const { participants } = await service.ok('GET', `conversations/${id}`);
    expect(participants.map((one: { attributes: object }) => one.attributes)).toEqual([
      { ...own.attributes, ticket: 'T-9', more: '' },
      { first: '1' },
    ]);
    expect(participants[0].ani).toBe(own.ani);
  });

  it('are refused for nobody and when they are no texts', async () => {
    const { id, participants } = await service.import(interaction([customer('1')] as never));
    const { id: elsewhere } = await service.import(interaction([customer('2')] as never));
    const path = (conversation: string) =>
      `conversations/${conversation}/participants/${participants[0].id}/attributes`;
    expect(await service.refusal('PATCH', path(elsewhere), { attributes: {} })).toEqual([404, 'not.found']);
    for (const body of [{}, { attributes: { a: 1 } }, []])
      expect(await service.refusal('PATCH', path(id), body)).toEqual([400, 'bad.request']);
  });
});

describe('an association', () => {
  it('is refused for a user, for nobody, and when path and body disagree', async () => {
    const { id, participants } = await service.import(interaction([customer('1'), agent()] as never));
    const refusal = (more: object) =>
      service.refusal('PUT', `externalcontacts/conversations/${id}`, {
        conversationId: id,
        communicationId: participants[0].id,
        mediaType: 'WHATSAPP',
        externalContactId: randomUUID(),
        ...more,
      });
    expect(await refusal({ communicationId: participants[1].id })).toEqual([409, 'request.conflict']);
    expect(await refusal({ communicationId: UNKNOWN })).toEqual([404, 'not.found']);
    expect(await refusal({ conversationId: UNKNOWN })).toEqual([400, 'bad.request']);
    expect(await refusal({ externalContactId: 'nonsense' })).toEqual([400, 'bad.request']);
  });
});

describe('messages', () => {
  const email = { purpose: 'customer', mediaType: 'email' };
  const party = (n: number) => ({ name: `N${n}`, address: `n${n}@x.example` });

  it('of e-mail are listed page by page, with a preview, and read in full', async () => {
    const messages = [0, 1, 2].map((n) => ({
      participant: 0,
      direction: 'inbound',
      time: `2026-03-01T10:0${n}:00.000Z`,
      subject: `s${n}`,
      textBody: 'x'.repeat(300),
      htmlBody: '<b>x</b>',
      from: party(n),
      to: [party(9)],
      cc: [party(8)],
    }));
    const { id } = await service.import(interaction([email] as never, { messages }));
    const page = await service.ok('GET', `conversations/emails/${id}/messages?pageSize=2&pageNumber=2`);
    expect(page).toMatchObject({
      total: 3,
      pageCount: 2,
      entities: [
        {
          subject: 's2',
          from: { name: 'N2', email: 'n2@x.example' },
          to: [{ email: 'n9@x.example' }],
          textBodyPreview: 'x'.repeat(200),
          attachments: [],
        },
      ],
    });
    expect(page.entities[0]).not.toHaveProperty('htmlBody');
    const whole = await service.ok('GET', page.entities[0].selfUri.replace('/api/v2/', ''));
    expect(whole).toMatchObject({ textBody: 'x'.repeat(300), htmlBody: '<b>x</b>', cc: [{ name: 'N8' }] });
    expect(await service.refusal('GET', `conversations/messages/${id}/messages/${whole.id}`)).toEqual([
      404,
      'not.found',
    ]);
  });

  it('of other media are read one by one, by their ids, and all', async () => {
    const { id, participants } = await service.import(interaction([customer('1'), agent()] as never));
    const ids = participants.map(
      (one: { messages: { messages: { messageId: string }[] }[] }) => one.messages[0]!.messages[0]!.messageId,
    );
    const first = await service.ok('GET', `conversations/messages/${id}/messages/${ids[0]}`);
    expect(first).toMatchObject({
      id: ids[0],
      conversationId: id,
      direction: 'inbound',
      messengerType: 'whatsapp',
      fromAddress: '+351912345671',
      toAddress: 'jana@desk.example',
      textBody: 'body of 0',
      normalizedMessage: { type: 'Text', text: 'body of 0' },
    });
    const bulk = (body?: unknown) => service.ok('POST', `conversations/messages/${id}/messages/bulk`, body);
    expect((await bulk([ids[0], UNKNOWN, 'nonsense'])).entities).toEqual([first]);
    expect((await bulk()).entities).toHaveLength(2);
    expect((await bulk([])).entities).toEqual([]);
  });
});

describe('recordings', () => {
  it('are listed with their transcripts in the field of their medium, and as metadata without', async () => {
    const of = (media: string, at: number) => ({
      id: randomUUID(),
      media,
      startTime: `2026-03-01T10:0${at}:00Z`,
      transcript: [{ participant: 0, text: `t${at}`, time: '2026-03-01T10:00:00Z' }],
    });
    const recordings = ['audio', 'chat', 'messaging', 'email', 'screen'].map(of);
    const { id } = await service.import(interaction([customer('1')] as never, { recordings }));
    const listed = await service.ok('GET', `conversations/${id}/recordings`);
    expect(listed).toMatchObject([
      {
        id: recordings[0]!.id,
        conversationId: id,
        media: 'audio',
        fileState: 'AVAILABLE',
        transcript: [{ body: 't0', participantPurpose: 'customer', utc: '2026-03-01T10:00:00.000Z' }],
      },
      { transcript: [{ body: 't1' }] },
      { messagingTranscript: [{ messageText: 't2', purpose: 'customer' }] },
      { emailTranscript: [{ textBody: 't3' }] },
      { transcript: [{ body: 't4' }] },
    ]);
    expect(await service.ok('GET', `conversations/${id}/recordings/${recordings[2]!.id}`)).toEqual(listed[2]);
    expect(JSON.stringify(await service.ok('GET', `conversations/${id}/recordingmetadata`))).not.toMatch(
      /ranscript|t\d"/,
    );
  });

  it('are protected on a ground of law alone', async () => {
    const body = interaction([customer('1')] as never);
    const { id } = await service.import(body);
    const path = `conversations/${id}/recordings/${body.recordings[0]!.id}`;
    expect(await service.refusal('PUT', `${path}/protection`, { ground: 'Marie is in court' })).toEqual([
      400,
      'invalid.value',
    ]);
    const protection = { ground: 'Art. 18(2) GDPR: restriction' };
    expect(await service.ok('PUT', `${path}/protection`, protection)).toMatchObject({ protection });
    expect(await service.ok('GET', path)).toMatchObject({ protection });
    service.caller.permissions = ['recording:recording:view'];
    expect(await service.refusal('DELETE', `${path}/protection`)).toEqual([403, 'missing.any.permissions']);
  });
});
