import { randomUUID } from 'node:crypto';
import { readArchive } from './support/archive.ts';
import { query } from './support/databases.ts';
import { Http } from './support/http.ts';
import {
  makeAgent,
  makeInteraction,
  makePerson,
  MEDIA,
  MEDIA_WITH_FILES,
  upload,
  attributesOf,
  type Interaction,
  type Medium,
  type Person,
} from './support/interactions.ts';
import { Lethe } from './support/lethe.ts';
import { sdkFor, type SdkApis } from './support/sdk.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

let lethe: Lethe;
let http: Http;
let sdk: SdkApis;
let agent: Awaited<ReturnType<typeof makeAgent>>;

beforeAll(async () => {
  lethe = await Lethe.start();
  http = await Http.login(lethe);
  sdk = await sdkFor(lethe);
  agent = await makeAgent(http);
}, 120_000);
afterAll(() => lethe?.stop(), 60_000);

const interaction = (
  person: Person,
  medium: Medium,
  linked: boolean,
  more?: { recordings?: object[]; participants?: object[] },
) => makeInteraction(http, { medium, person, agent, linked, more });

async function completed(requestType: string, subject: object, more: object = {}) {
  const request = await sdk.gdpr.postGdprRequests({ requestType, subject, ...more } as never, {
    deleteConfirmed: requestType === 'GDPR_DELETE',
  });
  const ended = await http.ended(request.id!);
  expect(ended.status).toBe('COMPLETED');
  const { entities } = await http.tasks(request.id!);
  return { request: ended, task: (domain: string) => entities.find((task) => task.domain === domain)! };
}

async function exportOf(subject: object): Promise<Map<string, string>> {
  const { request } = await completed('GDPR_EXPORT', subject);
  return readArchive(http, request.resultsUrl!);
}

/** Everything that the conversations' store holds of one interaction, as text. */
async function rowsOf({ id }: Interaction): Promise<string[]> {
  const tables = ['conversation', 'participant', 'participant_data', 'wrapup', 'message', 'attachment', 'recording'];
  const rows = await Promise.all(
    tables.map((table) =>
      query<{ line: string }>(
        lethe,
        'conversations',
        `select row_to_json(t)::text as line from ${table} t where ${table === 'conversation' ? 'id' : 'conversation_id'} = '${id}' order by 1`,
      ),
    ),
  );
  return rows.flatMap((each) => each.map((row) => row.line));
}

const content = async (path: string) => (await http.send<string>('GET', path)).body;
const isThere = async (path: string) => (await http.send('GET', path)).status === 200;
const detailsOf = ({ firstName, lastName, email, phone }: Person) => [firstName, lastName, email, phone];

describe('R64: interactions of every medium', () => {
  it.each(MEDIA_WITH_FILES)('%s hold messages and files, and the SDK reads them', async (medium) => {
    const person = await makePerson(http);
    const made = await interaction(person, medium, true);
    const file = await upload(
      http,
      { conversationId: made.id, participantId: made.customerId },
      `passport of ${person.lastName}`,
      {
        fileName: 'pass port.txt',
      },
    );
    const conversation = await sdk.conversations.getConversation(made.id);
    expect(conversation.participants!.map(({ purpose }) => purpose)).toEqual(['customer', 'agent']);
    expect(conversation.participants![0]).toMatchObject({
      externalContactId: person.contactId,
      attributes: attributesOf(person),
    });
    if (medium === 'email')
      expect(await sdk.conversations.getConversationsEmailMessage(made.id, made.customerMessageId)).toMatchObject({
        textBody: expect.stringContaining(person.email) as string,
      });
    else
      expect(
        JSON.stringify(await sdk.conversations.getConversationsMessageMessage(made.id, made.customerMessageId)),
      ).toContain(person.email);
    expect(await content(file.path)).toBe(`passport of ${person.lastName}`);
  });

  it.each(MEDIA.filter((medium) => !MEDIA_WITH_FILES.includes(medium as never)))(
    '%s are kept as well',
    async (medium) => {
      const person = await makePerson(http);
      const made = await interaction(person, medium, true);
      expect((await sdk.conversations.getConversation(made.id)).participants).toHaveLength(2);
    },
  );
});

describe('R65: the content of a file', () => {
  it('matches no search, and no request of the person who is only in it', async () => {
    const [owner, mentioned] = [await makePerson(http), await makePerson(http)];
    const made = await interaction(owner, 'webmessaging', true);
    const stranger = `stranger.${randomUUID()}@example.org`;
    const file = await upload(
      http,
      { conversationId: made.id, participantId: made.customerId },
      `${mentioned.email} ${mentioned.phone} ${stranger}`,
    );
    expect(await http.subjects('EMAIL', stranger)).toEqual([]);
    const before = await rowsOf(made);
    const { task } = await completed('GDPR_DELETE', { externalContactId: mentioned.contactId });
    expect(task('conversations').counts).toEqual([]);
    expect(await rowsOf(made)).toEqual(before);
    expect(await content(file.path)).toContain(mentioned.email);
  });
});

describe('R66, R67, R68, R70: a request with an External ID', () => {
  it('reaches the conversation and its attachments, which the export includes and the erasure removes', async () => {
    const person = await makePerson(http);
    const made = await interaction(person, 'facebook', true);
    const file = await upload(
      http,
      { conversationId: made.id, participantId: made.customerId },
      `holiday of ${person.firstName}`,
      {
        fileName: 'beach.txt',
      },
    );
    const archive = await exportOf({ externalId: person.externalId });
    expect(archive.get(`conversations/files/${file.id}.txt`)).toBe(`holiday of ${person.firstName}`);
    const [attachment] = JSON.parse(archive.get('conversations/attachment.json')!) as {
      file: string;
      fileName: string;
    }[];
    expect(attachment).toMatchObject({ file: `files/${file.id}.txt`, fileName: 'beach.txt' });

    await completed('GDPR_DELETE', { externalId: person.externalId });
    expect(await isThere(file.path)).toBe(false);
    expect((await rowsOf(made)).join('\n')).not.toContain(person.email);
  });

  it('reaches nothing of a conversation that nobody associated, until somebody does', async () => {
    const person = await makePerson(http);
    const made = await interaction(person, 'facebook', false);
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'a picture');
    const before = await rowsOf(made);
    expect(
      [...(await exportOf({ externalId: person.externalId })).keys()].filter((name) =>
        name.startsWith('conversations/'),
      ),
    ).toEqual([]);
    expect(await rowsOf(made)).toEqual(before);

    await sdk.contacts.putExternalcontactsConversation(made.id, {
      conversationId: made.id,
      externalContactId: person.contactId,
      communicationId: made.customerId,
      mediaType: 'MESSAGE',
    } as never);
    expect((await exportOf({ externalId: person.externalId })).get(`conversations/files/${file.id}.txt`)).toBe(
      'a picture',
    );
  });
});

describe('R69: an erasure', () => {
  it('removes all files that the person uploaded, whatever they hold, and keeps those of the agent', async () => {
    const person = await makePerson(http);
    const made = await interaction(person, 'whatsapp', true);
    const own = [
      await upload(http, { conversationId: made.id, participantId: made.customerId }, 'nothing personal'),
      await upload(http, { conversationId: made.id, participantId: made.customerId }, '', {
        fileName: 'empty.bin',
        type: 'application/octet-stream',
      }),
    ];
    const agents = await upload(http, { conversationId: made.id, participantId: made.agentId }, 'our terms');
    await completed('GDPR_DELETE', { externalContactId: person.contactId });
    for (const file of own) expect(await isThere(file.path)).toBe(false);
    expect(await content(agents.path)).toBe('our terms');
  });

  it('keeps the files and messages of another contact of the same conversation', async () => {
    const [person, other] = [await makePerson(http), await makePerson(http)];
    const made = await interaction(person, 'email', true, {
      participants: [
        {
          purpose: 'external',
          mediaType: 'email',
          name: other.firstName,
          address: other.email,
          externalContactId: other.contactId,
        },
      ],
    });
    const [{ id: otherParticipant }] = (await query<{ id: string }>(
      lethe,
      'conversations',
      `select id from participant where conversation_id = '${made.id}' and external_contact_id = '${other.contactId}'`,
    )) as [{ id: string }];
    const own = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'mine');
    const others = await upload(http, { conversationId: made.id, participantId: otherParticipant }, 'theirs');
    const archive = await exportOf({ externalContactId: person.contactId });
    expect(archive.get('conversations/attachment.json')).not.toContain(others.id);
    await completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(await isThere(own.path)).toBe(false);
    expect(await content(others.path)).toBe('theirs');
    const rows = (await rowsOf(made)).join('\n');
    expect(rows).not.toContain(`I am ${person.firstName}`);
    expect(rows).toContain(other.email);
    // The agent's words to both stay with the other.
    expect(rows).toContain('thank you');
  });
});

describe('R71, R72, R73, R92 to R95: a conversation that is not associated with a profile', () => {
  it.each(['webmessaging', 'webchat', 'email', 'sms'] as const)(
    'of %s is reached by no phone, e-mail or name, and not through its custom attributes',
    async (medium) => {
      const person = await makePerson(http);
      const made = await interaction(person, medium, false);
      const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'a file');
      const before = await rowsOf(made);
      for (const subject of [
        { phoneNumbers: [person.phone] },
        { emailAddresses: [person.email] },
        { name: `${person.firstName} ${person.lastName}` },
      ]) {
        const { task } = await completed('GDPR_EXPORT', subject);
        expect(task('conversations')).toMatchObject({ state: 'skipped', reasons: [{ code: 'needs.subject.id' }] });
      }
      const replacementTerms = [{ type: 'EMAIL', existingValue: person.email, updatedValue: 'new@example.org' }];
      expect(
        (await completed('GDPR_UPDATE', { externalContactId: person.contactId }, { replacementTerms })).task(
          'conversations',
        ).counts,
      ).toEqual([]);
      expect(
        (await completed('GDPR_DELETE', { externalContactId: person.contactId })).task('conversations'),
      ).toMatchObject({ counts: [], ambiguous: [] });
      expect(await rowsOf(made)).toEqual(before);
      expect(await content(file.path)).toBe('a file');
    },
  );

  it.each(['webmessaging', 'webchat'] as const)(
    'of %s is reached once it is: custom attributes are exported and erased with it',
    async (medium) => {
      const person = await makePerson(http);
      const made = await interaction(person, medium, false);
      await sdk.contacts.putExternalcontactsConversation(made.id, {
        conversationId: made.id,
        externalContactId: person.contactId,
        communicationId: made.customerId,
        mediaType: medium === 'webchat' ? 'CHAT' : 'MESSAGE',
      } as never);
      const archive = await exportOf({ externalContactId: person.contactId });
      expect(archive.get('conversations/participantData.json')).toContain(`for ${person.email}`);
      await completed('GDPR_DELETE', { externalContactId: person.contactId });
      const left = (await rowsOf(made)).join('\n');
      for (const detail of [person.firstName, person.email, person.phone]) expect(left).not.toContain(detail);
    },
  );
});

describe('R89: keys of custom attributes', () => {
  it('are byte-identical after a correction and an erasure, and in no export', async () => {
    const person = await makePerson(http);
    const made = await interaction(person, 'openmessaging', true);
    const keys = async () =>
      (
        await query<{ keys: string[] }>(
          lethe,
          'conversations',
          `select array(select jsonb_object_keys(attributes)) as keys from participant_data where conversation_id = '${made.id}' and attributes is not null`,
        )
      )
        .flatMap((row) => row.keys)
        .sort();
    const before = await keys();
    expect(before).toContain(`order of ${person.lastName}`);
    const archive = await exportOf({ externalContactId: person.contactId });
    expect([...archive.values()].join('\n')).not.toContain(`order of ${person.lastName}`);
    await completed(
      'GDPR_UPDATE',
      { externalContactId: person.contactId },
      {
        replacementTerms: [
          { type: 'NAME', existingValue: `${person.firstName} ${person.lastName}`, updatedValue: 'Other Name' },
        ],
      },
    );
    expect(await keys()).toEqual(before);
    await completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(await keys()).toEqual(before);
  });
});

describe('metrics and row counts (R42)', () => {
  it('survive an erasure that removes everything personal', async () => {
    const person = await makePerson(http);
    const made = await interaction(person, 'voice', true, {
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
    await completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(await measure()).toEqual(before);
    const left = (await rowsOf(made)).join('\n').replaceAll(`order of ${person.lastName}`, '');
    for (const detail of detailsOf(person)) expect(left).not.toContain(detail);
    expect((await sdk.recordings.getConversationRecordings(made.id)) ?? []).toEqual([]);
  });
});

describe('D13: a recording under a legal hold', () => {
  it('is retained with its ground, and the request completes', async () => {
    const person = await makePerson(http);
    const recordingId = randomUUID();
    const ground = 'Art. 17(3)(e) GDPR: legal claims';
    const made = await interaction(person, 'voice', true, {
      recordings: [{ id: recordingId, media: 'audio', startTime: '2026-03-01T10:00:00.000Z', protection: { ground } }],
    });
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'RIFF', {
      kind: 'recording',
      fileId: recordingId,
      type: 'audio/wav',
      fileName: 'call.wav',
    });
    const { task } = await completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(task('conversations').counts).toContainEqual(
      expect.objectContaining({ recordType: 'recording', disposition: 'retained', records: 1, ground }),
    );
    expect(await content(file.path)).toBe('RIFF');
  });
});

describe('agents', () => {
  it('appear by role in the export of a customer: no name, e-mail or id of theirs', async () => {
    const person = await makePerson(http);
    await interaction(person, 'email', true);
    const archive = await exportOf({ externalContactId: person.contactId });
    const conversations = [...archive]
      .filter(([name]) => name.startsWith('conversations/') || name === 'index.html')
      .map(([, text]) => text)
      .join('\n');
    expect(conversations).toContain(person.email);
    for (const detail of [agent.name, agent.email, agent.userId]) expect(conversations).not.toContain(detail);
    expect(conversations).toContain('agent');
  });

  it('keep what they wrote and said when they are erased themselves (R84): name, address and notes go', async () => {
    const leaving = await makeAgent(http);
    const person = await makePerson(http);
    const made = await makeInteraction(http, { medium: 'email', person, agent: leaving, linked: true });
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'of the customer');
    const { task } = await completed('GDPR_DELETE', { userId: leaving.userId });
    expect(task('conversations').counts).toContainEqual(
      expect.objectContaining({ recordType: 'message', disposition: 'retained', records: 1 }),
    );
    const [participant] = await query(
      lethe,
      'conversations',
      `select name, address, user_id from participant where id = '${made.agentId}'`,
    );
    expect(participant).toEqual({ name: null, address: null, user_id: leaving.userId });
    const rows = (await rowsOf(made)).join('\n');
    expect(rows).toContain('thank you');
    expect(rows).not.toContain('will write again');
    expect(await content(file.path)).toBe('of the customer');
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
        `select p.name, p.description, r.tts_string, r.text from prompt p join prompt_resource r on r.prompt_id = p.id where p.id = '${prompt.id}'`,
      )),
    ];
    const before = await excluded();
    expect(JSON.stringify(before)).toContain(`Dear ${person.firstName}`);

    const replacementTerms = [
      { type: 'EMAIL', existingValue: person.email, updatedValue: 'new@example.org' },
      { type: 'EMAIL', existingValue: user.email, updatedValue: 'new@company.example' },
    ];
    for (const subject of [{ externalContactId: person.contactId }, { userId: user.userId }]) {
      const archive = await exportOf(subject);
      const architect = [...archive]
        .filter(([name]) => name.startsWith('architect/'))
        .map(([, text]) => text)
        .join('\n');
      for (const typed of ['Flow of', 'Dear', 'state ', 'prompt_'])
        expect([typed, architect.includes(typed)]).toEqual([typed, false]);
      await completed('GDPR_UPDATE', subject, { replacementTerms });
      await completed('GDPR_DELETE', subject);
      expect(await excluded()).toEqual(before);
    }
    // What is personal beside them is gone: who wrote it, and the voice that was recorded.
    const [authorship] = await query(
      lethe,
      'architect',
      `select name, email, user_id from authorship where user_id = '${user.userId}'`,
    );
    expect(authorship).toEqual({ name: null, email: null, user_id: user.userId });
    expect(await isThere(audio)).toBe(false);
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
    await completed('GDPR_DELETE', { externalContactId: person.contactId });
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
    const archive = await exportOf({ userId: user.userId });
    expect([...archive.values()].join('\n')).not.toContain('on leave');
    await completed('GDPR_DELETE', { userId: user.userId });
    expect(
      await query(lethe, 'directory', `select presence_message, name from directory_user where id = '${user.userId}'`),
    ).toEqual([{ presence_message: status, name: expect.not.stringContaining(user.name) as string }]);
  });
});
