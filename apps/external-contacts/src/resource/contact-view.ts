import { withoutNulls } from '@lethe/domain-kit';
import type { ExternalContact } from '../entities/external-contact.ts';
import type { ContactView } from './contact-schema.ts';
import type { MergeSetMember } from './merge-set.ts';

const PATH = '/api/v2/externalcontacts/contacts';
export const contactUri = (id: string) => `${PATH}/${id}`;
const reference = (id: string) => ({ id, selfUri: contactUri(id) });

/** `ExternalContact` of the API. `mergeSet` holds the living members of the contact's merge set. */
export function contactView(contact: ExternalContact, mergeSet: MergeSetMember[] = []): ContactView {
  const {
    organisationId: _,
    canonicalContactId,
    mergedToId,
    address1,
    address2,
    city,
    state,
    postalCode,
    countryCode,
    createDate,
    modifyDate,
    ...fields
  } = contact;
  const address = withoutNulls({ address1, address2, city, state, postalCode, countryCode });
  const lives = (id: string | null) => id !== null && mergeSet.some((member) => member.id === id);
  const mergedFrom = mergeSet.filter((member) => member.mergedToId === contact.id).map(({ id }) => reference(id));
  return {
    ...withoutNulls(fields),
    ...(Object.keys(address).length > 0 && { address }),
    ...(mergeSet.length > 0 && { mergeSet: mergeSet.map(({ id }) => reference(id)) }),
    ...(lives(canonicalContactId) && { canonicalContact: reference(canonicalContactId!) }),
    ...(lives(mergedToId) && { mergedTo: reference(mergedToId!) }),
    ...(mergedFrom.length > 0 && { mergedFrom }),
    createDate: createDate.toISOString(),
    modifyDate: modifyDate.toISOString(),
    selfUri: contactUri(contact.id),
  };
}
