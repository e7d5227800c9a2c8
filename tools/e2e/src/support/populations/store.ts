import { randomUUID } from 'node:crypto';
import {
  emailOn,
  nameOn,
  partsOn,
  phoneOn,
  type Identity,
  type ListKind,
  type PlannedRecord,
  type Population,
  type StoredRecord,
  type World,
} from '@lethe/population';
import { eachOf } from '../each-of.ts';
import type { Http } from '../http.ts';
import { created } from '../interactions.ts';
import { storeConversations, storeWork } from './store-conversations.ts';
import { storeVisitors } from './store-visitors.ts';
import { written } from './written.ts';

const CONTACTS_AT_ONCE = 2;
const CONTACTS = '/api/v2/externalcontacts/contacts';
const LIST_PATH = '/api/v2/outbound/contactlists';

interface ListColumns {
  names: string[];
  phones: string[];
  emails: string[];
  messenger: string;
  country: string;
  more?: object;
}

/** How each kind of contact list is declared; the SDK knows columns of phones, messengers and e-mails alone. */
const LIST_COLUMNS: Record<ListKind, ListColumns> = {
  declared: {
    names: ['first', 'last'],
    phones: ['tel', 'tel2'],
    emails: ['mail', 'mail2'],
    messenger: 'chat',
    country: 'of',
    more: {
      addressColumns: [{ columnName: 'of', part: 'country' }],
      nameColumns: [
        { columnName: 'first', part: 'given' },
        { columnName: 'last', part: 'family' },
      ],
    },
  },
  sdk: {
    names: ['FirstName', 'LastName'],
    phones: ['HomePhone', 'CellPhone'],
    emails: ['Email', 'OtherEmail'],
    messenger: 'WhatsApp',
    country: 'Country',
  },
  whole: {
    names: ['Name'],
    phones: ['Phone', 'Mobile'],
    emails: ['Email', 'OtherEmail'],
    messenger: 'Messenger',
    country: 'Country',
  },
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
  const visitors = ofKind(population, 'visitor');
  records.push(...(await storeVisitors(http, population, visitors, records)));
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
  const stored: StoredRecord[] = [];
  await eachOf(
    ofKind(population, 'contact'),
    async (plan) => {
      const { id } = await created(http, CONTACTS, contactBody(plan, population.people[plan.owner]!));
      await created(http, `${CONTACTS}/${id}/notes`, { noteText: `About ${plan.key}` });
      stored.push({ ...plan, id });
    },
    CONTACTS_AT_ONCE,
  );
  const sets = Map.groupBy(
    stored.filter(({ isMerged }) => isMerged),
    ({ owner }) => owner,
  );
  const canonical = await Promise.all(
    [...sets].map(async ([owner, members]): Promise<StoredRecord> => {
      const { id } = await created(http, `${CONTACTS}/merge`, { contactIds: members.map((member) => member.id) });
      const all = (what: 'phones' | 'emails') => [...new Set(members.flatMap((member) => member[what]))];
      const values = { phones: all('phones'), emails: all('emails') };
      return { ...members[0]!, key: `canonical ${owner}`, id, isCanonical: true, ...values };
    }),
  );
  return [...stored, ...canonical];
}

function contactBody(plan: PlannedRecord, person: Identity): object {
  const { handle, externalId, naming, writing } = plan;
  const { phones, emails, messenger } = written(plan, person);
  const parts = partsOn(person, naming, writing.name);
  const number = (display: string) => ({ display, normalizationCountryCode: person.country });
  return {
    firstName: parts?.given,
    lastName: parts?.family,
    ...(messenger && { whatsAppId: { phoneNumber: { display: messenger } } }),
    ...(phones[0] && { cellPhone: number(phones[0]) }),
    ...(phones[1] && { homePhone: number(phones[1]) }),
    ...(emails[0] && { personalEmail: emails[0] }),
    ...(emails[1] && { otherEmail: emails[1] }),
    ...(handle && {
      twitterId: { id: handle, screenName: handle },
      address: {
        address1: person.street,
        city: person.city,
        postalCode: person.postalCode,
        countryCode: person.country,
      },
    }),
    ...(externalId && { externalIds: [{ externalSource: { id: randomUUID() }, value: externalId }] }),
  };
}

async function storeRows(http: Http, population: Population): Promise<StoredRecord[]> {
  const byList = Map.groupBy(ofKind(population, 'row'), ({ list }) => list!);
  const stored = await Promise.all(
    [...byList].map(async ([kind, rows]) => {
      const { names, phones, emails, messenger, country, more } = LIST_COLUMNS[kind];
      const { id: listId } = await created(http, LIST_PATH, {
        name: `list ${kind}`,
        columnNames: [...names, ...phones, ...emails, messenger, country],
        phoneColumns: phones.map((columnName) => ({ columnName, type: 'cell' })),
        emailColumns: emails.map((columnName) => ({ columnName, type: 'personal' })),
        whatsAppColumns: [{ columnName: messenger, type: 'mobile' }],
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

function rowData(row: PlannedRecord, person: Identity): Record<string, string> {
  const { list, naming, writing } = row;
  const columns = LIST_COLUMNS[list!];
  const parts = partsOn(person, naming, writing.name);
  const whole = nameOn(person, naming, writing.name) ?? '';
  const { phones, emails, messenger = '' } = written(row, person, true);
  const fill = (names: string[], values: string[]) => names.map((column, index) => [column, values[index] ?? '']);
  return Object.fromEntries([
    ...fill(columns.names, columns.names.length === 1 ? [whole] : [parts?.given ?? '', parts?.family ?? '']),
    ...fill(columns.phones, phones),
    ...fill(columns.emails, emails),
    [columns.messenger, messenger],
    [columns.country, person.country],
  ]) as Record<string, string>;
}

function storeUsers(http: Http, population: Population): Promise<StoredRecord[]> {
  return Promise.all(
    ofKind(population, 'user').map(async (plan): Promise<StoredRecord> => {
      const person = population.people[plan.owner]!;
      const [login, ...emails] = plan.emails;
      const { id } = await created(http, '/api/v2/users', {
        name: nameOn(person, plan.naming, plan.writing.name),
        email: login,
        state: plan.isActive ? 'active' : 'inactive',
        divisionId: randomUUID(),
        addresses: [
          ...plan.phones.map((phone) => ({
            address: phoneOn(phone, plan.writing.phone, person.country),
            countryCode: person.country,
            mediaType: 'PHONE',
            type: 'HOME',
          })),
          ...emails.map((email) => ({
            address: emailOn(person, email, plan, false),
            mediaType: 'EMAIL',
            type: 'HOME',
          })),
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
    plans.map((plan) => {
      const person = population.people[plan.owner]!;
      // A table has no column of a country, and no messenger.
      const writing = { ...plan.writing, isWhatsApp: false };
      const { phones, emails } = written({ ...plan, writing }, { ...person, country: '' }, true);
      return created(http, `/api/v2/flows/datatables/${id}/rows`, {
        key: plan.key,
        name: nameOn(person, plan.naming, plan.writing.name) ?? '',
        mail: emails[0] ?? '',
        mail2: emails[1] ?? '',
        tel: phones[0] ?? '',
        tel2: phones[1] ?? '',
      });
    }),
  );
  return plans.map((plan) => ({ ...plan, id: plan.key }));
}
