import { randomUUID } from 'node:crypto';
import { query } from './support/databases.ts';
import type { Http } from './support/http.ts';
import { InteractionRequests } from './support/interaction-requests.ts';
import { attributesOf, makePerson, MEDIA, MEDIA_WITH_FILES, upload } from './support/interactions.ts';
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

describe('R64: interactions of every medium', () => {
  it.each(MEDIA_WITH_FILES)('%s hold messages and files, and the SDK reads them', async (medium) => {
    const person = await makePerson(http);
    const made = await organisation.interaction(person, medium, true);
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
    expect(await organisation.content(file.path)).toBe(`passport of ${person.lastName}`);
  });

  it.each(MEDIA.filter((medium) => !MEDIA_WITH_FILES.includes(medium as never)))(
    '%s are kept as well',
    async (medium) => {
      const person = await makePerson(http);
      const made = await organisation.interaction(person, medium, true);
      expect((await sdk.conversations.getConversation(made.id)).participants).toHaveLength(2);
    },
  );
});

describe('R65: the content of a file', () => {
  it('matches no search, and no request of the person who is only in it', async () => {
    const [owner, mentioned] = [await makePerson(http), await makePerson(http)];
    const made = await organisation.interaction(owner, 'webmessaging', true);
    const stranger = `stranger.${randomUUID()}@example.org`;
    const file = await upload(
      http,
      { conversationId: made.id, participantId: made.customerId },
      `${mentioned.email} ${mentioned.phone} ${stranger}`,
    );
    expect(await http.subjects('EMAIL', stranger)).toEqual([]);
    const before = await organisation.rowsOf(made);
    const { task } = await organisation.completed('GDPR_DELETE', { externalContactId: mentioned.contactId });
    expect(task('conversations').counts).toEqual([]);
    expect(await organisation.rowsOf(made)).toEqual(before);
    expect(await organisation.content(file.path)).toContain(mentioned.email);
  });
});

describe('R66, R67, R68, R70: a request with an External ID', () => {
  it('reaches the conversation and its attachments, which the export includes and the erasure removes', async () => {
    const person = await makePerson(http);
    const made = await organisation.interaction(person, 'facebook', true);
    const file = await upload(
      http,
      { conversationId: made.id, participantId: made.customerId },
      `holiday of ${person.firstName}`,
      {
        fileName: 'beach.txt',
      },
    );
    const archive = await organisation.exportOf({ externalId: person.externalId });
    expect(archive.get(`conversations/files/${file.id}.txt`)).toBe(`holiday of ${person.firstName}`);
    const [attachment] = JSON.parse(archive.get('conversations/attachment.json')!) as {
      file: string;
      fileName: string;
    }[];
    expect(attachment).toMatchObject({ file: `files/${file.id}.txt`, fileName: 'beach.txt' });

    await organisation.completed('GDPR_DELETE', { externalId: person.externalId });
    expect(await organisation.isThere(file.path)).toBe(false);
    expect((await organisation.rowsOf(made)).join('\n')).not.toContain(person.email);
  });

  it('reaches nothing of a conversation that nobody associated, until somebody does', async () => {
    const person = await makePerson(http);
    const made = await organisation.interaction(person, 'facebook', false);
    const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'a picture');
    const before = await organisation.rowsOf(made);
    expect(
      [...(await organisation.exportOf({ externalId: person.externalId })).keys()].filter((name) =>
        name.startsWith('conversations/'),
      ),
    ).toEqual([]);
    expect(await organisation.rowsOf(made)).toEqual(before);

    await sdk.contacts.putExternalcontactsConversation(made.id, {
      conversationId: made.id,
      externalContactId: person.contactId,
      communicationId: made.customerId,
      mediaType: 'MESSAGE',
    } as never);
    expect(
      (await organisation.exportOf({ externalId: person.externalId })).get(`conversations/files/${file.id}.txt`),
    ).toBe('a picture');
  });
});

describe('R69: an erasure', () => {
  it('removes all files that the person uploaded, whatever they hold, and keeps those of the agent', async () => {
    const person = await makePerson(http);
    const made = await organisation.interaction(person, 'whatsapp', true);
    const own = [
      await upload(http, { conversationId: made.id, participantId: made.customerId }, 'nothing personal'),
      await upload(http, { conversationId: made.id, participantId: made.customerId }, '', {
        fileName: 'empty.bin',
        type: 'application/octet-stream',
      }),
    ];
    const agents = await upload(http, { conversationId: made.id, participantId: made.agentId }, 'our terms');
    await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId });
    for (const file of own) expect(await organisation.isThere(file.path)).toBe(false);
    expect(await organisation.content(agents.path)).toBe('our terms');
  });

  it('keeps the files and messages of another contact of the same conversation', async () => {
    const [person, other] = [await makePerson(http), await makePerson(http)];
    const made = await organisation.interaction(person, 'email', true, {
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
    const archive = await organisation.exportOf({ externalContactId: person.contactId });
    expect(archive.get('conversations/attachment.json')).not.toContain(others.id);
    await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId });
    expect(await organisation.isThere(own.path)).toBe(false);
    expect(await organisation.content(others.path)).toBe('theirs');
    const rows = (await organisation.rowsOf(made)).join('\n');
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
      const made = await organisation.interaction(person, medium, false);
      const file = await upload(http, { conversationId: made.id, participantId: made.customerId }, 'a file');
      const before = await organisation.rowsOf(made);
      for (const subject of [
        { phoneNumbers: [person.phone] },
        { emailAddresses: [person.email] },
        { name: `${person.firstName} ${person.lastName}` },
      ]) {
        const { task } = await organisation.completed('GDPR_EXPORT', subject);
        expect(task('conversations')).toMatchObject({ state: 'skipped', reasons: [{ code: 'needs.subject.id' }] });
      }
      const replacementTerms = [{ type: 'EMAIL', existingValue: person.email, updatedValue: 'new@example.org' }];
      expect(
        (
          await organisation.completed('GDPR_UPDATE', { externalContactId: person.contactId }, { replacementTerms })
        ).task('conversations').counts,
      ).toEqual([]);
      expect(
        (await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId })).task('conversations'),
      ).toMatchObject({ counts: [], ambiguous: [] });
      expect(await organisation.rowsOf(made)).toEqual(before);
      expect(await organisation.content(file.path)).toBe('a file');
    },
  );

  it.each(['webmessaging', 'webchat'] as const)(
    'of %s is reached once it is: custom attributes are exported and erased with it',
    async (medium) => {
      const person = await makePerson(http);
      const made = await organisation.interaction(person, medium, false);
      await sdk.contacts.putExternalcontactsConversation(made.id, {
        conversationId: made.id,
        externalContactId: person.contactId,
        communicationId: made.customerId,
        mediaType: medium === 'webchat' ? 'CHAT' : 'MESSAGE',
      } as never);
      const archive = await organisation.exportOf({ externalContactId: person.contactId });
      expect(archive.get('conversations/participantData.json')).toContain(`for ${person.email}`);
      await organisation.completed('GDPR_DELETE', { externalContactId: person.contactId });
      const left = (await organisation.rowsOf(made)).join('\n');
      for (const detail of [person.firstName, person.email, person.phone]) expect(left).not.toContain(detail);
    },
  );
});
