import { v5 as uuidv5 } from 'uuid';
import type { ApiClient } from '../api/api-client.ts';
import { notThere } from '../api/api-error.ts';
import type { Identity } from '../rows/identity.ts';
import { writtenInternationally } from './phone.ts';

const LISTS = '/api/v2/outbound/contactlists';

/** What the columns of our list mean; the names are those of the file. */
const COLUMNS = {
  nameColumns: [
    { columnName: 'GivenName', part: 'given' },
    { columnName: 'MiddleInitial', part: 'middle' },
    { columnName: 'Surname', part: 'family' },
  ],
  addressColumns: [
    { columnName: 'StreetAddress', part: 'line' },
    { columnName: 'City', part: 'city' },
    { columnName: 'State', part: 'state' },
    { columnName: 'ZipCode', part: 'postalCode' },
    { columnName: 'Country', part: 'country' },
  ],
  phoneColumns: [{ columnName: 'TelephoneNumber', type: 'cell' }],
  emailColumns: [{ columnName: 'EmailAddress', type: 'personal' }],
} as const;
const COLUMN_NAMES = Object.values(COLUMNS).flatMap((columns) => columns.map(({ columnName }) => columnName));

export interface DialerContactId {
  id: string;
  contactListId: string;
}

/** The contact list of that name, made when it is not there. */
export async function openContactList(client: ApiClient, name: string): Promise<DialerContacts> {
  const find = async () => {
    const { entities } = await client.get<{ entities: { id: string; name: string }[] }>(
      `${LISTS}?pageSize=100&name=${encodeURIComponent(name)}`,
    );
    return entities.find((list) => list.name === name);
  };
  const list =
    (await find()) ??
    (await client.create<{ id: string }>(LISTS, { name, columnNames: COLUMN_NAMES, ...COLUMNS }, find));
  return new DialerContacts(client, list.id);
}

/** Contacts of one list. Their ids follow from the Number: adding one that is there replaces it. */
export class DialerContacts {
  constructor(
    private readonly client: ApiClient,
    private readonly contactListId: string,
  ) {}

  idOf(identity: Identity): DialerContactId {
    return {
      id: uuidv5(`dialer contact ${identity.Number}`, this.client.access.organisationId),
      contactListId: this.contactListId,
    };
  }

  /**
   * All or none. Of those that may be there already (`known`) stays what the row knows nothing of, as which number must
   * not be called.
   */
  async put(people: readonly { identity: Identity; known: boolean }[]): Promise<void> {
    const contacts = people.map(async ({ identity, known }) => {
      const { data, ...former } = (known && (await this.find(identity))) || {};
      return { ...former, ...this.idOf(identity), data: { ...data, ...dataOf(identity) } };
    });
    await this.client.post(`${LISTS}/${this.contactListId}/contacts`, await Promise.all(contacts));
  }

  private find(identity: Identity): Promise<{ data?: Record<string, string> } | undefined> {
    return this.client
      .get<{ data?: Record<string, string> }>(`${LISTS}/${this.contactListId}/contacts/${this.idOf(identity).id}`)
      .catch(notThere);
  }
}

export function dataOf(identity: Identity): Record<string, string> {
  return {
    ...Object.fromEntries(COLUMN_NAMES.map((name) => [name, identity[name]])),
    TelephoneNumber: writtenInternationally(identity),
  };
}
