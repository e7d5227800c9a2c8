import { randomUUID } from 'node:crypto';
import { query } from './support/databases.ts';
import type { Http } from './support/http.ts';
import { InteractionRequests } from './support/interaction-requests.ts';
import { makeAgent, makeInteraction, makePerson, upload, type Person } from './support/interactions.ts';
import type { Lethe } from './support/lethe.ts';
import type { SdkApis } from './support/sdk.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

let organisation: InteractionRequests;
let lethe: Lethe;
let http: Http;
let sdk: SdkApis;
beforeAll(async () => {
  organisation = await InteractionRequests.start();
  ({ lethe, http, sdk } = organisation);
}, 120_000);
afterAll(() => organisation?.stop(), 60_000);

const detailsOf = ({ firstName, lastName, email, phone }: Person) => [firstName, lastName, email, phone];

describe('R89: keys of custom attributes', () => {
  it('are byte-identical after a correction and an erasure, and in no export', async () => {
    const person = await makePerson(http);
    const made = await organisation.interaction(person, 'openmessaging', true);
    const keys = async () =>
      (
        await query<{ keys: string[] }>(
          lethe,
          'conversations',
          `select array(select jsonb_object_keys(attributes)) as keys from participant_data
            where conversation_id = '${made.id}' and attributes is not null`,
        )
      )
        .flatMap((row) => row.keys)
        .sort();
    const before = await keys();
    expect(before).toContain(`order of ${person.lastName}`);
    const archive = await organisation.exportOf({ externalContactId: person.contactId });
    expect([...archive.values()].join('\n')).not.toContain(`order of ${person.lastName}`);
    await organisation.completed(
      'GDPR_UPDATE',
      { externalContactId: person.contactId },
      {
        replacementTerms: [
          { type: 'NAME', existingValue: `${person.firstName} ${person.lastName}`, updatedValue: 'Other Name' },
        ],
      },
    );
    expect(await keys()).toEqual(before);
    await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(await keys()).toEqual(before);
  });
});

describe('metrics and row counts (R42)', () => {
  it('survive an erasure that removes everything personal', async () => {
    const person = await makePerson(http);
    const made = await organisation.interaction(person, 'voice', true, {
      recordings: [
        {
          media: 'audio',
          startTime: '2026-03-01T10:00:00.000Z',
          transcript: [{ participant: 0, text: `my name is ${person.lastName}`, time: '2026-03-01T10:00:01.000Z' }],
        },
      ],
    });
    const measure = () =>
      query(
        lethe,
        'conversations',
        `select p.purpose, p.media_type, p.start_time, p.end_time, p.talk_seconds, p.hold_seconds, w.code, (select count(*) from message m where m.participant_id = p.id) messages
      from participant p left join wrapup w on w.participant_id = p.id where p.conversation_id = '${made.id}' order by p.position`,
      );
    const before = await measure();
    expect(before).toHaveLength(2);
    await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(await measure()).toEqual(before);
    const left = (await organisation.rowsOf(made)).join('\n').replaceAll(`order of ${person.lastName}`, '');
    for (const detail of detailsOf(person)) expect(left).not.toContain(detail);
    expect((await sdk.recordings.getConversationRecordings(made.id)) ?? []).toEqual([]);
  });
});

describe('D13: a recording under a legal hold', () => {
  it('is retained with its ground, and the request completes', async () => {
    const person = await makePerson(http);
    const recordingId = randomUUID();
    const ground = 'Art. 17(3)(e) GDPR: legal claims';
    const made = await organisation.interaction(person, 'voice', true, {
      recordings: [{ id: recordingId, media: 'audio', startTime: '2026-03-01T10:00:00.000Z', protection: { ground } }],
    });
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'RIFF', {
      kind: 'recording',
      fileId: recordingId,
      type: 'audio/wav',
      fileName: 'call.wav',
    });
    const { task } = await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(task('conversations').counts).toContainEqual(
      expect.objectContaining({ recordType: 'recording', disposition: 'retained', records: 1, ground }),
    );
    expect(await organisation.content(file.path)).toBe('RIFF');
  });
});

describe('agents', () => {
  it('appear by role in the export of a customer: no name, e-mail or id of theirs', async () => {
    const person = await makePerson(http);
    await organisation.interaction(person, 'email', true);
    const archive = await organisation.exportOf({ externalContactId: person.contactId });
    const conversations = [...archive]
      .filter(([name]) => name.startsWith('conversations/') || name === 'index.html')
      .map(([, text]) => text)
      .join('\n');
    expect(conversations).toContain(person.email);
    for (const detail of [organisation.agent.name, organisation.agent.email, organisation.agent.userId])
      expect(conversations).not.toContain(detail);
    expect(conversations).toContain('agent');
  });

  it('keep what they wrote and said when they are erased themselves (R84): name, address and notes go', async () => {
    const leaving = await makeAgent(http);
    const person = await makePerson(http);
    const made = await makeInteraction(http, { medium: 'email', person, agent: leaving, linked: true });
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'of the customer');
    const { task } = await organisation.completed('GDPR_DELETE', { userId: leaving.userId });
    expect(task('conversations').counts).toContainEqual(
      expect.objectContaining({ recordType: 'message', disposition: 'retained', records: 1 }),
    );
    const [participant] = await query(
      lethe,
      'conversations',
      `select name, address, user_id from participant where id = '${made.agentId}'`,
    );
    expect(participant).toEqual({ name: null, address: null, user_id: leaving.userId });
    const rows = (await organisation.rowsOf(made)).join('\n');
    expect(rows).toContain('thank you');
    expect(rows).not.toContain('will write again');
    expect(await organisation.content(file.path)).toBe('of the customer');
  });
});

describe('R90: what an architect typed', () => {
  it('is byte-identical after every operation and in no export: names, descriptions, states, tasks, actions, prompt texts', async () => {
    const [person, user] = [await makePerson(http), await makeAgent(http)];
    const words = `${person.firstName} ${person.lastName}, ${person.email}, ${person.phone}, ${user.name}, ${user.email}`;
    const authors = [{ action: 'modified', userId: user.userId, name: user.name, email: user.email }];
    const configuration = {
      states: [{ name: `state ${words}` }],
      tasks: [{ name: `task ${words}` }],
      actions: [{ name: `action ${words}` }],
    };
    const flow = await sdk.architect.postFlows({
      name: `Flow of ${words}`,
      description: `for ${words}`,
      type: 'INBOUNDCALL',
      configuration,
      authors,
    } as never);
    const prompt = await sdk.architect.postArchitectPrompts({ name: `prompt_${person.lastName}`, description: words });
    await sdk.architect.postArchitectPromptResources(prompt.id!, {
      language: 'en-us',
      ttsString: `Dear ${words}`,
      text: words,
    });
    const audio = `/api/v2/architect/prompts/${prompt.id}/resources/en-us/audio/${randomUUID()}`;
    expect(
      (await http.send('PUT', `${audio}?userId=${user.userId}`, Buffer.from('spoken'), { 'content-type': 'audio/wav' }))
        .status,
    ).toBeLessThan(300);
    const excluded = async () => [
      ...(await query(lethe, 'architect', `select name, description, configuration from flow where id = '${flow.id}'`)),
      ...(await query(
        lethe,
        'architect',
        `select p.name, p.description, r.tts_string, r.text from prompt p join prompt_resource r on r.prompt_id = p.id
          where p.id = '${prompt.id}'`,
      )),
    ];
    const before = await excluded();
    expect(JSON.stringify(before)).toContain(`Dear ${person.firstName}`);

    const replacementTerms = [
      { type: 'EMAIL', existingValue: person.email, updatedValue: 'new@example.org' },
      { type: 'EMAIL', existingValue: user.email, updatedValue: 'new@company.example' },
    ];
    for (const subject of [{ externalContactId: person.contactId }, { userId: user.userId }]) {
      const archive = await organisation.exportOf(subject);
      const architect = [...archive]
        .filter(([name]) => name.startsWith('architect/'))
        .map(([, text]) => text)
        .join('\n');
      for (const typed of ['Flow of', 'Dear', 'state ', 'prompt_'])
        expect([typed, architect.includes(typed)]).toEqual([typed, false]);
      await organisation.completed('GDPR_UPDATE', subject, { replacementTerms });
      await organisation.completed('GDPR_DELETE', subject);
      expect(await excluded()).toEqual(before);
    }
    // What is personal beside them is gone: who wrote it, and the voice that was recorded.
    const [authorship] = await query(
      lethe,
      'architect',
      `select name, email, user_id from authorship where user_id = '${user.userId}'`,
    );
    expect(authorship).toEqual({ name: null, email: null, user_id: user.userId });
    expect(await organisation.isThere(audio)).toBe(false);
  });
});

describe('a row of a data table', () => {
  it('is found by the columns that its table declares, deleted with the person, and left alone where nothing is declared', async () => {
    const person = await makePerson(http);
    const schema = (personal?: object[]) => ({
      type: 'object',
      properties: { key: { type: 'string' }, mail: { type: 'string' } },
      ...(personal && { 'x-personal': personal }),
    });
    const declared = await sdk.architect.postFlowsDatatables({
      name: `VIP ${randomUUID()}`,
      schema: schema([{ column: 'mail', kind: 'EMAIL' }]),
    } as never);
    const silent = await sdk.architect.postFlowsDatatables({ name: `Any ${randomUUID()}`, schema: schema() } as never);
    for (const table of [declared, silent])
      await sdk.architect.postFlowsDatatableRows(table.id!, { key: 'k1', mail: person.email.toUpperCase() } as never);
    await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId });
    await expect(sdk.architect.getFlowsDatatableRow(declared.id!, 'k1')).rejects.toMatchObject({ status: 404 });
    expect(await sdk.architect.getFlowsDatatableRow(silent.id!, 'k1', { showbrief: false })).toMatchObject({
      mail: person.email.toUpperCase(),
    });
  });
});

describe('R91: the personal status of a user', () => {
  it('is untouched by every operation and in no export', async () => {
    const user = await makeAgent(http);
    const status = `on leave, ${user.name}`;
    await query(
      lethe,
      'directory',
      `update directory_user set presence_message = '${status}' where id = '${user.userId}'`,
    );
    const archive = await organisation.exportOf({ userId: user.userId });
    expect([...archive.values()].join('\n')).not.toContain('on leave');
    await organisation.completed('GDPR_DELETE', { userId: user.userId });
    expect(
      await query(lethe, 'directory', `select presence_message, name from directory_user where id = '${user.userId}'`),
    ).toEqual([{ presence_message: status, name: expect.not.stringContaining(user.name) as string }]);
  });
});
