import { randomUUID } from 'node:crypto';
import type { Http } from '../../support/http.ts';
import { created } from '../../support/interactions.ts';
import type { Known } from './known.ts';
import { at, type Place } from './schema.ts';

/** What a mend may use. */
export interface Around {
  http: Http;
  known: Known;
}

/** Makes a value acceptable but for what is under test. */
export type Mend = (value: unknown, isNaughty: (place: Place) => boolean, around: Around) => unknown;

/** What the columns of a contact list may be declared to hold. */
const MEANINGS = ['phone', 'email', 'whatsApp', 'name', 'address'];

/**
 * What the schema of a body can not say, by route: one part of it has to agree with another, or with what is stored.
 */
export const MENDS: Readonly<Record<string, Mend>> = {
  'POST /api/v2/outbound/contactlists': set(columnsOf(MEANINGS, (body) => at(body, 'columnNames.0'))),
  'PUT /api/v2/outbound/contactlists/{listId}': set({
    version: () => undefined,
    // A column that the list in `known` has.
    ...columnsOf([...MEANINGS, 'inferredColumns.name', 'inferredColumns.address'], () => 'text'),
  }),
  'POST /api/v2/externalcontacts/contacts/merge': set(
    { contactIds: async (_, { http }) => [await newContact(http), await newContact(http)] },
    'contactIds.0',
  ),
  'PUT /api/v2/externalcontacts/conversations/{conversationId}': set({
    conversationId: (_, { known }) => known.get('/api/v2/externalcontacts/conversations/{conversationId}'),
    communicationId: (_, { known }) => known.get('/api/v2/conversations/{conversationId}/participants/{participantId}'),
    externalContactId: (_, { known }) => known.get('/api/v2/externalcontacts/contacts/{contactId}'),
  }),
  'POST /api/v2/conversations/imports': set(
    {
      'participants.0.userId': () => undefined,
      'participants.0.externalContactId': (_, { known }) => known.get('/api/v2/externalcontacts/contacts/{contactId}'),
    },
    'participants.0.userId',
  ),
  'GET /api/v2/users?': set({ id: (_, { known }) => known.get('/api/v2/users/{userId}') }),
  'PATCH /api/v2/users/{userId}': set({ version: async (_, around) => versionOfUser(around) }),
  'PUT /api/v2/users/{userId}/state': set({ version: () => undefined }),
  'POST /api/v2/flows/datatables': set({
    'schema.properties.key': () => ({ type: 'string' }),
    'schema.x-personal.0.column': () => 'key',
    'schema.x-personal.0.part': () => 'whole',
  }),
  'POST /api/v2/flows/datatables/{tableId}/rows': row(() => randomUUID()),
  'PUT /api/v2/flows/datatables/{tableId}/rows/{rowId}': row(() => 'row'),
  'POST /api/v2/architect/prompts/{promptId}/resources': set({ language: () => `x-${randomUUID().slice(0, 20)}` }),
  'POST /api/v2/journey/customers': set({ customerIdType: () => 'cookie' }),
  'POST /api/v2/journey/deployments/{deploymentId}/webevents': set(ofVisitor()),
  'POST /api/v2/journey/deployments/{deploymentId}/appevents': set(ofVisitor()),
  'GET /api/v2/journey/sessions/{sessionId}/events?': set({
    eventType: () => 'com.genesys.journey.WebActionEvent',
  }),
  'GET /api/v2/externalcontacts/contacts/{contactId}/journey/sessions?': set({ includeMerged: () => 'true' }),
  'GET /api/v2/gdpr/posture?': firstPage,
  'POST /api/v2/gdpr/requests': set(
    { requestType: () => 'GDPR_UPDATE', subject: () => ({ name: 'Nobody Atall' }) },
    'subject',
  ),
};

/** A page of the posture begins with a domain that is there, and goes on at no cursor. */
export function firstPage(value: unknown, isNaughty: (place: Place) => boolean): unknown {
  const { domain, cursor, ...more } = value as Record<string, unknown>;
  return {
    ...more,
    domain: isNaughty('domain') ? domain : 'directory',
    ...(isNaughty('cursor') && { cursor }),
  };
}

/** An event is of somebody who has agreed to be tracked. */
function ofVisitor(): Record<Place, Part> {
  return {
    customerIdType: () => 'cookie',
    customerCookieId: async (_, { http, known }) => {
      const path = `/api/v2/journey/customers/${known.get('/api/v2/journey/customers/{customerId}')}`;
      return (await http.send<{ customerId: string }>('GET', path)).body.customerId;
    },
  };
}

function columnsOf(meanings: readonly string[], column: Part): Record<Place, Part> {
  return Object.fromEntries(meanings.map((meaning) => [`${meaning}Columns.0.columnName`, column]));
}

type Part = (body: unknown, around: Around) => unknown;

/** Sets places that are not under test; `undefined` takes them away. `unless`: nor while this one is. */
function set(parts: Record<Place, Part>, unless?: Place): Mend {
  return async (value, isNaughty, around) => {
    for (const [place, part] of Object.entries(parts)) {
      if (isNaughty(place) || (unless !== undefined && isNaughty(unless))) continue;
      const names = place.split('.');
      const name = names.pop()!;
      const parent = names.length === 0 ? value : at(value, names.join('.'));
      if (typeof parent !== 'object' || parent === null) continue;
      Object.assign(parent, { [name]: await part(value, around) });
    }
    return value;
  };
}

/** A row holds columns that its table declares: `key` and `text`, unless the name of a column is under test. */
function row(key: () => string): Mend {
  return (value, isNaughty) => {
    const [[name, text] = ['text', 'text']] = Object.entries(value as Record<string, unknown>);
    return { [isNaughty('{key}') ? name : 'text']: text, key: key() };
  };
}

const newContact = async (http: Http): Promise<string> =>
  (await created(http, '/api/v2/externalcontacts/contacts', { lastName: 'Merged' })).id;

async function versionOfUser({ http, known }: Around): Promise<number> {
  const { body } = await http.send<{ version: number }>('GET', `/api/v2/users/${known.get('/api/v2/users/{userId}')}`);
  return body.version;
}
