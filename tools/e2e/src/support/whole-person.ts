import { randomInt, randomUUID } from 'node:crypto';
import type { Http } from './http.ts';
import { created, makeInteraction, upload } from './interactions.ts';

/**
 * Somebody of whom every domain holds something: a contact with a merge set, rows of the dialer, interactions with
 * files, and an account.
 */
export interface WholePerson {
  contactId: string;
  /**
   * The account, of the same person under other names: an erasure of the contact does not reach it (requirements D9).
   */
  userId: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  /** What a correction writes. */
  correctedEmail: string;
  /** Everything that may stand nowhere in the end. */
  terms: string[];
}

/** Words that stand nowhere else, with letters that have more than one spelling. */
const word = () =>
  `${randomUUID()
    .slice(0, 8)
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)}`;

export async function makeWholePerson(http: Http): Promise<WholePerson> {
  const person = {
    firstName: `Zoë${word()}`,
    lastName: `Núñez${word()}`,
    email: `${word()}@example.org`,
    phone: `+35191${randomInt(1_000_000, 9_999_999)}`,
    externalId: `X-${word()}`,
  };
  const more = {
    street: `Rua ${word()} 12`,
    handle: word(),
    note: `note ${word()}`,
    otherEmail: `${word()}@example.org`,
    spoken: `spoken ${word()}`,
    inFile: `content ${word()}`,
    fileName: `letter of ${word()}.txt`,
    row: word(),
    wrote: `wrote ${word()}`,
  };
  const user = {
    name: `Ålice Bränd${word()}`,
    email: `${word()}@company.example`,
    title: `title ${word()}`,
    phone: `+35193${randomInt(1_000_000, 9_999_999)}`,
    recorded: `voice ${word()}`,
    presence: undefined,
  };
  const contactId = await makeContacts(http, person, more);
  await makeDialerRows(http, person, more);
  const userId = await makeAccount(http, user);
  await makeInteractions(http, { ...person, contactId }, { userId, name: user.name, email: user.email }, more);
  const correctedEmail = `${word()}@example.org`;
  const { externalId: _, ...own } = person;
  const terms = [
    ...Object.values(person),
    ...Object.values(more),
    ...Object.values(user).filter((value) => value !== undefined),
    `${person.lastName} ${person.firstName}`,
    correctedEmail,
  ];
  return { contactId, userId, ...own, correctedEmail, terms };
}

type Basics = Pick<WholePerson, 'firstName' | 'lastName' | 'email' | 'phone'> & { externalId: string };
type More = Record<
  'street' | 'handle' | 'note' | 'otherEmail' | 'spoken' | 'inFile' | 'fileName' | 'row' | 'wrote',
  string
>;

/** Two contacts that were merged: a third is their canonical one. */
async function makeContacts(
  http: Http,
  { firstName, lastName, email, phone, externalId }: Basics,
  { street, handle, note, otherEmail }: More,
): Promise<string> {
  const contacts = '/api/v2/externalcontacts/contacts';
  const one = await created(http, contacts, {
    firstName,
    lastName,
    workEmail: email,
    cellPhone: { display: phone },
    address: { address1: street, city: 'Lisboa', postalCode: '1000-001', countryCode: 'PT' },
    twitterId: { id: handle, screenName: handle },
    externalIds: [{ externalSource: { id: randomUUID() }, value: externalId }],
    customFields: { remark: note },
  });
  const other = await created(http, contacts, { firstName, lastName, personalEmail: otherEmail });
  await created(http, `${contacts}/${one.id}/notes`, { noteText: `${note} about ${firstName}` });
  return (await created(http, `${contacts}/merge`, { contactIds: [one.id, other.id] })).id;
}

async function makeDialerRows(http: Http, { firstName, lastName, email, phone }: Basics, { row }: More): Promise<void> {
  const list = await created(http, '/api/v2/outbound/contactlists', {
    name: `list ${randomUUID()}`,
    columnNames: ['name', 'mail', 'tel', 'remark'],
    phoneColumns: [{ columnName: 'tel', type: 'cell' }],
    emailColumns: [{ columnName: 'mail', type: 'work' }],
    nameColumns: [{ columnName: 'name', part: 'whole' }],
  });
  await created(http, `/api/v2/outbound/contactlists/${list.id}/contacts`, [
    { contactListId: list.id, data: { name: `${firstName} ${lastName}`, mail: email, tel: phone, remark: row } },
  ]);
  const dnc = await created(http, '/api/v2/outbound/dnclists', { name: `dnc ${randomUUID()}`, dncSourceType: 'rds' });
  await created(http, `/api/v2/outbound/dnclists/${dnc.id}/phonenumbers`, [phone]);
}

/** The account, and what its owner made with it. */
async function makeAccount(
  http: Http,
  { name, email, title, phone, recorded }: Record<'name' | 'email' | 'title' | 'phone' | 'recorded', string>,
): Promise<string> {
  const { id: userId } = await created(http, '/api/v2/users', {
    name,
    email,
    title,
    divisionId: randomUUID(),
    addresses: [{ address: phone, mediaType: 'PHONE', type: 'WORK' }],
  });
  const authors = [{ action: 'created', userId, name, email }];
  const prompt = await created(http, '/api/v2/architect/prompts', {
    name: `prompt_${randomUUID().replaceAll('-', '')}`,
    authors,
  });
  await created(http, `/api/v2/architect/prompts/${prompt.id}/resources`, { language: 'en-us', ttsString: 'welcome' });
  const audio = await http.send(
    'PUT',
    `/api/v2/architect/prompts/${prompt.id}/resources/en-us/audio/${randomUUID()}?userId=${userId}`,
    Buffer.from(recorded),
    { 'content-type': 'audio/wav' },
  );
  if (audio.status >= 300) throw new Error(`the recording answered ${audio.status} ${JSON.stringify(audio.body)}`);
  const schema = {
    properties: { key: { type: 'string' }, mail: { type: 'string' } },
    'x-personal': [{ column: 'key' }, { column: 'mail', kind: 'EMAIL' }],
  };
  const table = await created(http, '/api/v2/flows/datatables', { name: `table ${randomUUID()}`, schema });
  await created(http, `/api/v2/flows/datatables/${table.id}/rows`, { key: `row of ${name}`, mail: email });
  return userId;
}

async function makeInteractions(
  http: Http,
  person: Basics & { contactId: string },
  agent: { userId: string; name: string; email: string },
  { spoken, inFile, fileName, wrote }: More,
): Promise<void> {
  const colleague = await created(http, '/api/v2/users', {
    name: `Colleague ${word()}`,
    email: `${word()}@company.example`,
    divisionId: randomUUID(),
  });
  for (const medium of ['email', 'voice'] as const) {
    const recordingId = randomUUID();
    const recordings =
      medium === 'voice'
        ? [
            {
              id: recordingId,
              media: 'audio',
              startTime: '2026-03-01T10:00:00.000Z',
              transcript: [{ participant: 0, text: `${spoken} ${person.lastName}`, time: '2026-03-01T10:00:01.000Z' }],
            },
          ]
        : [];
    const made = await makeInteraction(http, {
      medium,
      person,
      agent: { userId: colleague.id, name: 'Colleague', email: 'colleague@company.example' },
      linked: true,
      more: { recordings, attributes: { order: `${wrote} for ${person.email}` } },
    });
    await upload(http, { conversationId: made.id, participantId: made.customerId }, `${inFile} ${person.lastName}`, {
      fileName,
    });
    if (medium === 'voice')
      await upload(http, { conversationId: made.id, participantId: made.customerId }, `${spoken} ${person.phone}`, {
        kind: 'recording',
        fileId: recordingId,
        type: 'audio/wav',
        fileName: `call ${fileName}`,
      });
  }
  // Where the account's owner was the agent: the customer is nobody that anybody asks about.
  await created(http, '/api/v2/conversations/imports', {
    startTime: '2026-03-01T10:00:00.000Z',
    participants: [
      { purpose: 'customer', mediaType: 'sms', startTime: '2026-03-01T10:00:00.000Z' },
      {
        purpose: 'agent',
        mediaType: 'sms',
        name: agent.name,
        userId: agent.userId,
        address: agent.email,
        startTime: '2026-03-01T10:00:00.000Z',
        wrapup: { code: 'done', notes: `${agent.name} will call` },
      },
    ],
  });
}
