import { ApiError, notThere } from '../api/api-error.ts';
import type { ApiClient } from '../api/api-client.ts';
import type { Identity } from '../rows/identity.ts';

const CONTACTS = '/api/v2/externalcontacts/contacts';

/**
 * Names the ids that this tool gives among those of other systems. A person's second contact has the same Number of a
 * source of its own.
 */
const SOURCES = {
  first: { id: 'a8f5b1de-3c5e-4a57-9d0f-5f6f1f9a7c01', name: 'import' },
  second: { id: 'a8f5b1de-3c5e-4a57-9d0f-5f6f1f9a7c02', name: 'import, second contact' },
};
export type Which = keyof typeof SOURCES;

interface ExternalId {
  externalSource?: { id?: string };
  value: string;
}

/** `ExternalContact` of the API, as far as it is read here. */
export interface ExternalContact {
  id: string;
  personalEmail?: string;
  externalIds?: ExternalId[];
  canonicalContact?: { id: string };
  mergeSet?: { id: string }[];
}

/** What a row says about a contact. A value that the row does not have is null: an update removes it. */
export function contactFields(identity: Identity) {
  const text = (value: string) => value || null;
  return {
    salutation: text(identity.Title),
    firstName: text(identity.GivenName),
    middleName: text(identity.MiddleInitial),
    lastName: text(identity.Surname),
    title: text(identity.Occupation),
    personalEmail: text(identity.EmailAddress),
    cellPhone:
      identity.TelephoneNumber === ''
        ? null
        : { display: identity.TelephoneNumber, normalizationCountryCode: text(identity.Country) },
    address: {
      address1: text(identity.StreetAddress),
      city: text(identity.City),
      state: text(identity.State),
      postalCode: text(identity.ZipCode),
      countryCode: text(identity.Country),
    },
  };
}

/** External contacts through the API. */
export class ExternalContacts {
  constructor(private readonly client: ApiClient) {}

  /**
   * The contact that an earlier import made of this Number; the values are those of its merge set's canonical contact.
   */
  async find(number: string, which: Which): Promise<ExternalContact | undefined> {
    const identifier = { type: 'ExternalId', value: number, externalSource: SOURCES[which] };
    return this.client
      .post<ExternalContact>('/api/v2/externalcontacts/identifierlookup/contacts', identifier)
      .catch(notThere);
  }

  create(identity: Identity, which: Which): Promise<ExternalContact> {
    const body = {
      ...contactFields(identity),
      externalIds: [{ externalSource: SOURCES[which], value: identity.Number }],
    };
    return this.client.create(CONTACTS, body, () => this.find(identity.Number, which));
  }

  /** Of a merged contact the API changes the canonical one. What the row knows nothing of stays. */
  async update(contact: ExternalContact, identity: Identity): Promise<void> {
    await this.client.put(`${CONTACTS}/${contact.id}`, { ...contact, ...contactFields(identity) });
  }

  /** All contacts of the merge set that the two are in afterwards, the canonical one last. */
  async merge(first: string, second: string): Promise<string[]> {
    const canonical = await this.client
      .post<ExternalContact>(`${CONTACTS}/merge`, { contactIds: [first, second] })
      .catch((error: unknown) => {
        // A merge whose answer was lost is done.
        if (error instanceof ApiError && error.status === 409)
          return this.client.get<ExternalContact>(`${CONTACTS}/${first}`);
        throw error;
      });
    return membersOf(canonical);
  }
}

/** The contact, or its whole merge set, the canonical contact last. */
export function membersOf({ id, mergeSet = [], canonicalContact = { id } }: ExternalContact): string[] {
  const others = new Set([id, ...mergeSet.map((member) => member.id)]);
  others.delete(canonicalContact.id);
  return [...[...others].toSorted(), canonicalContact.id];
}

/** Those of a person's contacts that were not made by a merge: whom somebody talked to before. */
export function linkable(members: readonly string[]): readonly string[] {
  return members.length > 1 ? members.slice(0, -1) : members;
}
