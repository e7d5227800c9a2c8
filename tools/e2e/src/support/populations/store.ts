import { randomUUID } from 'node:crypto';
import {
  nameOn,
  type Identity,
  type ListKind,
  type PlannedRecord,
  type Population,
  type StoredParticipant,
  type StoredRecord,
  type World,
} from '@lethe/population';
import type { Http } from '../http.ts';
import { created, upload } from '../interactions.ts';

const CONTACTS = '/api/v2/externalcontacts/contacts';
const LIST_PATH = '/api/v2/outbound/contactlists';
const TIME = '2026-03-01T10:00:00.000Z';

/** How each kind of contact list is declared; the SDK knows columns of phones and e-mails alone. */
const LIST_COLUMNS: Record<ListKind, { names: string[]; phones: string[]; emails: string[]; more?: object }> = {
  declared: {
    names: ['first', 'last'],
    phones: ['tel', 'tel2'],
    emails: ['mail', 'mail2'],
    more: {
      nameColumns: [
        { columnName: 'first', part: 'given' },
        { columnName: 'last', part: 'family' },
      ],
    },
  },
  sdk: { names: ['FirstName', 'LastName'], phones: ['HomePhone', 'CellPhone'], emails: ['Email', 'OtherEmail'] },
  whole: { names: ['Name'], phones: ['Phone', 'Mobile'], emails: ['Email', 'OtherEmail'] },
};

/** Stores a population through the API, as clients do. */
export async function storePopulation(http: Http, population: Population): Promise<World> {
  const records = (
    await Promise.all([
      storeContacts(http, population),
      storeRows(http, population),
      storeUsers(http, population),
      storeTableRows(http, population),
    ])
  ).flat();
  const participants = await storeConversations(http, population, records);
  await Promise.all(
    records
      .filter(({ key }) => population.authors.includes(key))
      .map((user) => storeWork(http, user, population.people[user.owner]!)),
  );
  const gone = records.filter(({ isGone }) => isGone);
  for (const { id } of gone) await http.send('DELETE', `${CONTACTS}/${id}`);
  return { population, records: records.filter(({ isGone }) => !isGone), participants };
}

const ofKind = ({ records }: Population, kind: PlannedRecord['kind']) =>
  records.filter((record) => record.kind === kind);

async function storeContacts(http: Http, population: Population): Promise<StoredRecord[]> {
  const stored = await Promise.all(
    ofKind(population, 'contact').map(async (plan): Promise<StoredRecord> => {
      const { id } = await created(http, CONTACTS, contactBody(plan, population.people[plan.owner]!));
      await created(http, `${CONTACTS}/${id}/notes`, { noteText: `About ${plan.key}` });
      return { ...plan, id };
    }),
  );
  const sets = Map.groupBy(
    stored.filter(({ isMerged }) => isMerged),
    ({ owner }) => owner,
  );
  const canonical = await Promise.all(
    [...sets].map(async ([owner, members]): Promise<StoredRecord> => {
      const { id } = await created(http, `${CONTACTS}/merge`, { contactIds: members.map((member) => member.id) });
      const all = (what: 'phones' | 'emails') => [...new Set(members.flatMap((member) => member[what]))];
      return { ...members[0]!, key: `canonical ${owner}`, id, phones: all('phones'), emails: all('emails') };
    }),
  );
  return [...stored, ...canonical];
}

function contactBody(
  { phones, emails, handle, externalId }: PlannedRecord,
  { given, family, ...home }: Identity,
): object {
  return {
    firstName: given,
    lastName: family,
    ...(phones[0] && { cellPhone: { display: phones[0] } }),
    ...(phones[1] && { homePhone: { display: phones[1] } }),
    ...(emails[0] && { personalEmail: emails[0] }),
    ...(emails[1] && { otherEmail: emails[1] }),
    ...(handle && {
      twitterId: { id: handle, screenName: handle },
      address: { address1: home.street, city: home.city, postalCode: home.postalCode, countryCode: home.country },
    }),
    ...(externalId && { externalIds: [{ externalSource: { id: randomUUID() }, value: externalId }] }),
  };
}

async function storeRows(http: Http, population: Population): Promise<StoredRecord[]> {
  const byList = Map.groupBy(ofKind(population, 'row'), ({ list }) => list!);
  const stored = await Promise.all(
    [...byList].map(async ([kind, rows]) => {
      const { names, phones, emails, more } = LIST_COLUMNS[kind];
      const { id: listId } = await created(http, LIST_PATH, {
        name: `list ${kind}`,
        columnNames: [...names, ...phones, ...emails],
        phoneColumns: phones.map((columnName) => ({ columnName, type: 'cell' })),
        emailColumns: emails.map((columnName) => ({ columnName, type: 'personal' })),
        ...more,
      });
      const answers = await created<{ id: string }[]>(
        http,
        `${LIST_PATH}/${listId}/contacts`,
        rows.map((row) => ({ contactListId: listId, data: rowData(row, population.people[row.owner]!) })),
      );
      return rows.map((row, index): StoredRecord => ({ ...row, id: answers[index]!.id, listId }));
    }),
  );
  return stored.flat();
}

function rowData({ list, naming, phones, emails }: PlannedRecord, person: Identity): Record<string, string> {
  const columns = LIST_COLUMNS[list!];
  const given = naming === 'initial' ? `${[...person.given][0]}.` : person.given;
  const name = naming === 'none' ? [] : columns.names.length === 1 ? [nameOn(person, naming)!] : [given, person.family];
  const fill = (names: string[], values: string[]) => names.map((column, index) => [column, values[index] ?? '']);
  return Object.fromEntries([
    ...fill(columns.names, name),
    ...fill(columns.phones, phones),
    ...fill(columns.emails, emails),
  ]) as Record<string, string>;
}

function storeUsers(http: Http, population: Population): Promise<StoredRecord[]> {
  return Promise.all(
    ofKind(population, 'user').map(async (plan): Promise<StoredRecord> => {
      const [login, ...emails] = plan.emails;
      const { id } = await created(http, '/api/v2/users', {
        name: nameOn(population.people[plan.owner]!, plan.naming),
        email: login,
        state: plan.isActive ? 'active' : 'inactive',
        divisionId: randomUUID(),
        addresses: [
          ...plan.phones.map((address) => ({ address, mediaType: 'PHONE', type: 'HOME' })),
          ...emails.map((address) => ({ address, mediaType: 'EMAIL', type: 'HOME' })),
        ],
      });
      return { ...plan, id };
    }),
  );
}

async function storeTableRows(http: Http, population: Population): Promise<StoredRecord[]> {
  const plans = ofKind(population, 'tableRow');
  if (plans.length === 0) return [];
  const columns = ['name', 'mail', 'mail2', 'tel', 'tel2'];
  const kinds = ['NAME', 'EMAIL', 'EMAIL', 'PHONE', 'PHONE'];
  const { id } = await created(http, '/api/v2/flows/datatables', {
    name: 'callers',
    schema: {
      properties: Object.fromEntries(['key', ...columns].map((column) => [column, { type: 'string' }])),
      'x-personal': columns.map((column, index) => ({ column, kind: kinds[index] })),
    },
  });
  // Rows have a key and no id of their own in the API.
  await Promise.all(
    plans.map(({ key, owner, naming, phones, emails }) =>
      created(http, `/api/v2/flows/datatables/${id}/rows`, {
        key,
        name: nameOn(population.people[owner]!, naming) ?? '',
        mail: emails[0] ?? '',
        mail2: emails[1] ?? '',
        tel: phones[0] ?? '',
        tel2: phones[1] ?? '',
      }),
    ),
  );
  return plans.map((plan) => ({ ...plan, id: plan.key }));
}

async function storeConversations(
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
async function storeWork(http: Http, user: StoredRecord, person: Identity): Promise<void> {
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
