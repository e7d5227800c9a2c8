import { ApiClient } from '../api/api-client.ts';
import type { Access } from '../api/access.ts';
import type { Text } from '../messages/weave.ts';
import { importPeople } from '../people/import-people.ts';
import { reportOf } from '../report.ts';
import { hasConversations, type Row } from '../rows/identity.ts';
import { SOURCES } from '../../test/sources.ts';
import { FakeApi, refusal } from '../../test/fake-api.ts';
import { rows } from '../../test/people.ts';
import { importConversations } from './import-conversations.ts';

const MEDIA = [
  'apple',
  'callback',
  'email',
  'facebook',
  'instagram',
  'line',
  'openmessaging',
  'sms',
  'twitter',
  'voice',
  'webchat',
  'webmessaging',
  'whatsapp',
];

describe.each(SOURCES)('importConversations with the texts of the $name', ({ woven: texts }) => {
  let api: FakeApi;
  let access: Access;

  beforeEach(async () => {
    api = new FakeApi();
    access = await api.start();
  });
  afterEach(() => api.stop());

  async function load(all: readonly Row[] = rows(30), said: readonly Text[] = texts) {
    const client = new ApiClient(access, { wait: async () => undefined });
    const people = await importPeople(client, all, { contactList: 'Import' });
    return importConversations(client, { rows: all.filter(hasConversations), all }, people, { texts: said });
  }
  const everyConversation = () => [...api.conversations.values()];
  const customersOf = () => everyConversation().map(({ participants }) => participants[0]);

  it('gives every third person a call, an e-mail and a messaging conversation, over all media', async () => {
    const { people, refused, erasedFiles } = await load();
    expect([refused, erasedFiles]).toEqual([[], 0]);
    for (const { index, identity } of rows(30))
      expect(people.get(identity.Number)!.conversations?.length ?? 0).toBe(index % 3 === 0 ? 3 : 0);
    expect([...new Set(customersOf().map(({ mediaType }) => mediaType))].toSorted()).toEqual(MEDIA);
  });

  it('reports the ids of what there is', async () => {
    const { people } = await load();
    const reported = Object.values(reportOf(people).people).flatMap(({ conversations = [] }) => conversations);
    expect(new Set(reported.map(({ id }) => id))).toEqual(new Set(api.conversations.keys()));
    expect(new Set(reported.flatMap(({ messageIds }) => messageIds))).toEqual(
      new Set(everyConversation().flatMap(({ messages }) => messages.map(({ id }: { id: string }) => id))),
    );
    for (const [of, kind, position] of [
      ['person', 'attachment', 0],
      ['agent', 'attachment', 1],
      ['recordings', 'recording', 0],
    ] as const) {
      const ids = reported.flatMap(({ fileIds }) => fileIds[of]);
      expect(ids).toHaveLength(10);
      for (const file of ids.map((id) => api.files.get(id)!)) {
        expect(file.kind).toBe(kind);
        expect(file.participantId).toBe(api.conversations.get(file.conversationId)!.participants[position].id);
      }
    }
  });

  it('weaves the person into texts, recordings, attributes and own files, and into nothing of the agent', async () => {
    await load(rows(1));
    const person = /Lamara|Inarkaevich|Família|Montijo|2870|265|lamara0@example/;
    for (const { messages, recordings, participants } of everyConversation()) {
      const said = [
        ...messages.map(({ textBody }: { textBody: string }) => textBody),
        ...recordings.flatMap(({ transcript }: { transcript: { text: string }[] }) =>
          transcript.map(({ text }) => text),
        ),
      ];
      expect(said.length).toBeGreaterThan(1);
      for (const text of said) expect(text).toMatch(person);
      expect(JSON.stringify(participants[0].attributes)).toMatch(person);
      expect(JSON.stringify(participants[1])).not.toMatch(person);
    }
    const contents = (name: string) =>
      [...api.files.values()].filter((file) => file.name === name).map(({ content }) => content.toString());
    expect(contents('my details.txt')).toEqual([expect.stringContaining('R Família Marques 19')]);
    expect(contents('recording.wav')).toEqual([expect.stringContaining('Lamara Inarkaevich0\0')]);
    expect(contents('opening hours – Öffnungszeiten.txt')).toEqual([expect.not.stringMatching(person)]);
  });

  it('writes an e-mail with subject, text and HTML that shows the same', async () => {
    await load(rows(1), [['<b>1 & 2</b> \n', { type: 'PERSON', value: 'Zak' }]]);
    const [question, answer] = everyConversation()[1]!.messages;
    expect(question).toMatchObject({
      subject: '<b>1 & 2</b>',
      textBody: '<b>1 & 2</b> \nLamara',
      htmlBody: '<p>&lt;b&gt;1 &amp; 2&lt;/b&gt; <br>Lamara</p>',
      from: { address: 'lamara0@example.com' },
    });
    expect(answer).toMatchObject({
      subject: 'Re: <b>1 & 2</b>',
      direction: 'outbound',
      to: [{ name: 'Lamara Inarkaevich0', address: 'lamara0@example.com' }],
    });
  });

  it('links them to the contact, of merged people to both but never to the canonical one', async () => {
    const { people } = await load();
    for (const { identity } of rows(30).filter(hasConversations)) {
      const { externalContactIds, conversations = [] } = people.get(identity.Number)!;
      const linked = conversations.map(({ id }) => api.conversations.get(id)!.participants[0].externalContactId);
      const canonical = api.contacts.get(externalContactIds[0]!)!.set;
      expect(new Set(linked)).toEqual(new Set(externalContactIds.filter((id) => id !== canonical)));
    }
  });

  it('has them answered by the directory user of the closest row before, and by nobody known when there is none', async () => {
    const { people } = await load();
    const agentOf = (number: string) =>
      api.conversations.get(people.get(number)!.conversations![0]!.id)!.participants[1];
    expect(agentOf('1000')).not.toHaveProperty('userId');
    expect(agentOf('1003')).toMatchObject({ userId: people.get('1000')!.userId, name: 'Lamara Inarkaevich0' });
    expect(agentOf('1021')).toMatchObject({ userId: people.get('1020')!.userId, name: 'Lamara Inarkaevich20' });
    expect(agentOf('1012')).toMatchObject({ userId: people.get('1010')!.userId });
  });

  it('makes nothing twice and says the same the second time', async () => {
    const first = await load();
    const before = [structuredClone(everyConversation()), new Map(api.files)];
    const second = await load();
    expect(reportOf(second.people)).toEqual(reportOf(first.people));
    expect([everyConversation(), new Map(api.files)]).toEqual(before);
  });

  it('keeps a file that is there with other content', async () => {
    const first = await load(rows(1));
    const [row] = rows(1);
    const second = await load([{ ...row!, identity: { ...row!.identity, City: 'Lisboa' } }]);
    expect(second.people.get('1000')!.conversations).toEqual(first.people.get('1000')!.conversations);
    expect([...api.files.values()].filter(({ content }) => content.includes('Lisboa'))).toEqual([]);
  });

  it('uploads no file again for whom somebody erased, and reports none', async () => {
    await load(rows(4));
    for (const { id } of customersOf()) api.erased.add(id);
    for (const [id, { participantId }] of api.files) if (api.erased.has(participantId)) api.files.delete(id);
    const { people, refused, erasedFiles } = await load(rows(4));
    expect([refused, erasedFiles, api.files.size]).toEqual([[], 4, 2]);
    const files = [...people.values()].flatMap(({ conversations = [] }) => conversations.map(({ fileIds }) => fileIds));
    expect(files.flatMap(({ person, recordings }) => [...person, ...recordings])).toEqual([]);
    expect(new Set(files.flatMap(({ agent }) => agent))).toEqual(new Set(api.files.keys()));
  });

  it.each([
    ['a service that is away', refusal(503, 'service.unavailable')],
    ['an answer that gets lost', 'lose the answer'],
  ] as const)('meets %s without losing or repeating anything', async (_, fault) => {
    let times = 6;
    api.fault = ({ kind }) => (kind.includes('conversations') && times-- > 0 ? fault : undefined);
    expect(await load()).toMatchObject({ refused: [] });
    expect([api.conversations.size, api.files.size]).toEqual([30, 30]);
  });

  it('tells which row was refused, loads the others, and reports what there is of it', async () => {
    api.fault = ({ kind, headers }) =>
      kind.startsWith('PUT') &&
      headers['content-type'] === 'audio/wav' &&
      api.files.size === 0 &&
      api.conversations.size === 1
        ? refusal(413, 'request.entity.too.large')
        : undefined;
    const { refused, people } = await load([...rows(1), { ...rows(4)[3]!, index: 4 }]);
    expect(refused).toEqual([{ line: 2, reason: 'file refused: 413 request.entity.too.large: Not like this.' }]);
    expect(people.get('1000')!.conversations).toHaveLength(1);
  });

  it('gives none to a row that was refused before', async () => {
    api.fault = ({ kind, body }) =>
      kind.endsWith('externalcontacts/contacts') && body.lastName === 'Inarkaevich3'
        ? refusal(400, 'bad.request')
        : undefined;
    const { refused, people } = await load(rows(6));
    expect(refused).toHaveLength(1);
    expect(people.get('1003')).not.toHaveProperty('conversations');
    expect(api.conversations.size).toBe(3);
  });

  it('says that there is no service for conversations', async () => {
    api.fault = ({ kind }) => (kind.includes('conversations') ? refusal(404, 'not.found') : undefined);
    const { stopped, refused } = await load();
    expect(stopped?.message).toBe('This stack has no service for conversations. Start it again with npm start.');
    expect(refused).toEqual([]);
  });

  it('sends at most 16 calls at a time', async () => {
    await load(rows(150));
    expect(api.load.most).toBeLessThanOrEqual(16);
  });
});
