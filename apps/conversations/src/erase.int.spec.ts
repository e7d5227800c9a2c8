import { randomUUID } from 'node:crypto';
import { termKeys } from '@lethe/matching';
import { agent, customer, interaction } from '../test/interactions.ts';
import { contact, RunningConversations, user } from '../test/running-conversations.ts';

/**
 * What an erasure does to interactions, as the aggregator asks for it. The conformance suite has the rest, and
 * calls-beside-an-erasure what comes meanwhile.
 */
let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newOrganisation());

const METRICS = [
  'id',
  'purpose',
  'media_type',
  'start_time',
  'end_time',
  'talk_seconds',
  'queue_seconds',
  'wrapup_seconds',
  'user_id',
];
const metrics = async () => (await service.rows('participant')).map((row) => METRICS.map((name) => row[name]));
const counts = async () =>
  Promise.all(
    ['conversation', 'participant', 'participant_data', 'wrapup', 'message'].map(
      async (table) => (await service.rows(table)).length,
    ),
  );
const keysIn = async () => (await service.rows('participant_data')).map((row) => Object.keys(row.attributes ?? {}));
const GROUND_84 = expect.stringContaining('R84');
const AGENTS = ['Jana Agentová', 'jana@desk.example'];

describe('the only contact of an interaction', () => {
  it('leaves an interaction without a word of it, its metrics, and the files of others', async () => {
    const [id, own, other] = [randomUUID(), customer('1'), agent()];
    const { id: conversationId } = await service.import(
      interaction([{ ...own, externalContactId: id } as never, other]),
    );
    const uploaded = [
      await service.upload(conversationId, own.id, { content: 'of the customer' }),
      await service.upload(conversationId, other.id, { content: 'of the agent' }),
      await service.upload(conversationId, own.id, { kind: 'recording' }),
    ];
    expect(uploaded.map(({ status }) => status)).toEqual([200, 200, 200]);
    const before = { metrics: await metrics(), counts: await counts(), keys: await keysIn() };

    const outcome = await service.erase(contact(id));
    expect(outcome.changes.map(({ recordType, disposition, records }) => [recordType, disposition, records])).toEqual([
      ['participant', 'anonymised', 1],
      ['attachment', 'deleted', 1],
      ['message', 'anonymised', 2],
      ['messageParty', 'deleted', 4],
      ['participantData', 'anonymised', 2],
      ['recording', 'deleted', 2],
      ['wrapup', 'anonymised', 1],
    ]);
    const left = await service.all();
    for (const trace of [
      'Marie1',
      'HAMANOVA',
      '91234567',
      '912 345',
      'T-1',
      'body of',
      'subject 0',
      'script',
      'said by',
      id,
    ])
      expect([trace, left.includes(trace)]).toEqual([trace, false]);
    for (const kept of [...AGENTS, 'key Marie', 'sold']) expect([kept, left.includes(kept)]).toEqual([kept, true]);
    expect({ metrics: await metrics(), counts: await counts(), keys: await keysIn() }).toEqual(before);
    expect(await Promise.all(uploaded.map((one) => service.storage.exists(one.location)))).toEqual([
      false,
      true,
      false,
    ]);
    expect(
      (await service.ok('GET', `conversations/${conversationId}`)).participants.map(
        ({ attributes }: never) => attributes,
      ),
    ).toEqual([{ 'key Marie': '', number: '', ticket: '' }, { seen: '' }]);
  });

  it('may take part twice', async () => {
    const id = randomUUID();
    await service.import(interaction([customer('1', id), agent(), customer('2', id)] as never));
    await service.erase(contact(id));
    expect((await service.all()).match(/Marie[12]|body of|said by/g)).toBeNull();
  });

  it('is not hindered by participants without a contact', async () => {
    const id = randomUUID();
    await service.import(interaction([customer('1', id), customer('2')] as never));
    await service.erase(contact(id));
    expect(await service.rows('recording')).toEqual([]);
  });
});

describe('several contacts', () => {
  it('have each their own erased, and the last takes the rest along', async () => {
    const [a, b, one, two, other] = [randomUUID(), randomUUID(), customer('1'), customer('2'), agent()];
    const { id: conversationId } = await service.import(
      interaction([{ ...one, externalContactId: a }, { ...two, externalContactId: b }, other] as never),
    );
    const files = [await service.upload(conversationId, one.id), await service.upload(conversationId, two.id)];
    const stored = () => Promise.all(files.map(({ location }) => service.storage.exists(location)));

    const first = await service.erase(contact(a));
    expect(first.changes).toContainEqual({
      recordType: 'recording',
      disposition: 'retained',
      records: 1,
      ground: expect.stringContaining('other people'),
    });
    const left = await service.all();
    expect([
      left.includes('Marie2'),
      left.includes('body of 0'),
      left.includes('body of 1'),
      left.includes('body of 2'),
      left.includes('said by 1'),
    ]).toEqual([true, false, true, true, true]);
    expect(await stored()).toEqual([false, true]);
    // Nor does it stand in the messages of others that they got one.
    expect((await service.rows('message_party')).filter(({ name }) => name.includes('Marie1'))).toEqual([]);

    await service.erase(contact(b));
    expect((await service.all()).match(/Marie|HAMANOVA|91234567|body of|said by/g)).toEqual(['Marie', 'Marie']); // the keys of attributes
    expect(await stored()).toEqual([false, false]);
  });

  it('that one request names together are one subject', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await service.import(interaction([customer('1', a), customer('2', b), agent()] as never));
    const { changes } = await service.erase(contact(a), contact(b));
    expect(changes).toContainEqual(expect.objectContaining({ recordType: 'recording', disposition: 'deleted' }));
    expect((await service.all()).match(/Marie\d|body of|said by/g)).toBeNull();
  });
});

it("an employee's own request erases name, address and notes; what was said stays under its ground (R84)", async () => {
  const [userId, other, own] = [randomUUID(), customer('1', randomUUID()), agent()];
  const { id: conversationId } = await service.import(interaction([other, { ...own, userId }] as never));
  const files = [
    await service.upload(conversationId, own.id),
    await service.upload(conversationId, other.id),
    await service.upload(conversationId, own.id, { kind: 'recording' }),
  ];
  const data = await service.rows('participant_data');
  const messages = await service.rows('message');
  const outcome = await service.erase(user(userId));
  expect(outcome.changes.filter(({ disposition }) => disposition === 'retained')).toEqual([
    { recordType: 'message', disposition: 'retained', records: 1, ground: GROUND_84 },
    { recordType: 'recording', disposition: 'retained', records: 2, ground: GROUND_84 },
  ]);
  const participant = (await service.rows('participant')).find((row) => row.id === own.id);
  expect(participant).toMatchObject({ name: null, address: null, user_id: userId, wrapup_seconds: 30 });
  expect(await service.rows('wrapup')).toMatchObject([{ code: 'sold', notes: null }]);
  expect([await service.rows('participant_data'), await service.rows('message')]).toEqual([data, messages]);
  expect(await Promise.all(files.map(({ location }) => service.storage.exists(location)))).toEqual([false, true, true]);
  expect((await service.rows('participant')).find((row) => row.id === other.id)).toMatchObject({
    name: 'Marie1 Hamanová',
  });
  expect((await service.rows('message_party')).map(({ name }) => name)).toEqual(['Marie1 Hamanová', 'Marie1 Hamanová']);
});

describe('an interaction without a contact (R72, R73, R93, R95)', () => {
  it('is reached by no identifier in it, with an id beside or alone', async () => {
    const id = randomUUID();
    await service.import(interaction([customer('1'), agent()] as never));
    const before = await service.all();
    const keys = (['PHONE', 'NAME', 'EMAIL'] as const).flatMap((kind) =>
      termKeys(kind, { PHONE: '+351912345671', NAME: 'Marie1 Hamanová', EMAIL: 'jana@desk.example' }[kind], 'US').map(
        (key) => ({ kind, key }),
      ),
    );
    for (const subject of [{ id: contact(id), keys }, { keys }]) {
      for (const verb of ['locate', 'erase'] as const)
        expect(await service.domain.done(verb, service.task(subject))).toMatchObject({
          located: [],
          changes: [],
          ambiguous: [],
        });
    }
    expect(await service.all()).toBe(before);
  });

  it('is reached from the moment it is associated with one, and no more when that ends', async () => {
    const id = randomUUID();
    const { id: conversationId, participants } = await service.import(interaction([customer('1'), agent()] as never));
    const associate = (externalContactId?: string) =>
      service.ok('PUT', `externalcontacts/conversations/${conversationId}`, {
        conversationId,
        communicationId: participants[0].id,
        mediaType: 'WHATSAPP',
        ...(externalContactId && { externalContactId }),
      });
    await associate(id);
    await associate();
    expect((await service.erase(contact(id))).changes).toEqual([]);
    await associate(id);
    await service.erase(contact(id));
    expect((await service.all()).match(/Marie1|body of|said by|T-1/g)).toBeNull();
  });
});
