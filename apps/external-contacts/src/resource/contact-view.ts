import type { ExternalContact } from '../entities/external-contact.ts';
import { ADDRESS_FIELDS } from './contact-fields.ts';
import type { MergeSetMember } from './merge-set.ts';

const PATH = '/api/v2/externalcontacts/contacts';
export const contactUri = (id: string) => `${PATH}/${id}`;
const reference = (id: string) => ({ id, selfUri: contactUri(id) });

/** `ExternalContact` of the API: what is empty is absent. `mergeSet` holds the living members of the contact's merge set. */
export function contactView(contact: ExternalContact, mergeSet: MergeSetMember[] = []): Record<string, unknown> {
  const { organisationId: _, canonicalContactId, mergedToId, ...fields } = contact;
  const address = Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, contact[field]]));
  const rest = Object.fromEntries(Object.entries(fields).filter(([field]) => !(ADDRESS_FIELDS as readonly string[]).includes(field)));
  const lives = (id: string | null) => id !== null && mergeSet.some((member) => member.id === id);
  const mergedFrom = mergeSet.filter((member) => member.mergedToId === contact.id).map(({ id }) => reference(id));
  return withoutNulls({
    ...rest,
    address: Object.values(address).some((part) => part !== null) ? withoutNulls(address) : null,
    ...(mergeSet.length > 0 && { mergeSet: mergeSet.map(({ id }) => reference(id)) }),
    ...(lives(canonicalContactId) && { canonicalContact: reference(canonicalContactId!) }),
    ...(lives(mergedToId) && { mergedTo: reference(mergedToId!) }),
    ...(mergedFrom.length > 0 && { mergedFrom }),
    selfUri: contactUri(contact.id),
  });
}

const withoutNulls = (value: object): Record<string, unknown> => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null && field !== undefined));
