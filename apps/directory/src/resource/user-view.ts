import { AddressableRef, divisionRef, listingOf } from '@lethe/contracts';
import { withoutNulls } from '@lethe/domain-kit';
import { parsePhone } from '@lethe/matching';
import { z } from 'zod';
import { CONTACT_TYPES, MEDIA_TYPES, STATES, type Contact } from '../entities/profile.ts';
import type { User } from '../entities/user.ts';
import { Absence } from './status-view.ts';
import { json } from './user-schemas.ts';

const optionalText = z.string().optional();

const ContactView = z
  .object({
    address: optionalText,
    display: optionalText,
    mediaType: z.enum(MEDIA_TYPES),
    type: z.enum(CONTACT_TYPES).optional(),
    extension: optionalText,
    countryCode: optionalText,
    integration: optionalText,
  })
  .meta({ id: 'Contact' });
type ContactView = z.input<typeof ContactView>;

/** Absent instead of null. No bounds of the input: a correction (Art. 16) may be longer. */
export const UserView = z
  .object({
    id: z.guid(),
    name: z.string(),
    preferredName: optionalText,
    email: z.string(),
    username: z.string(),
    title: optionalText,
    department: optionalText,
    division: AddressableRef,
    addresses: z.array(ContactView),
    /** The login, and each primary address beside it. */
    primaryContactInfo: z.array(ContactView),
    chat: z.object({ jabberId: optionalText }).optional(),
    images: z.array(json()).optional(),
    biography: json().optional(),
    employerInfo: z
      .object({
        officialName: optionalText,
        employeeId: optionalText,
        employeeType: optionalText,
        dateHire: optionalText,
      })
      .optional(),
    certifications: z.array(z.string()).optional(),
    profileSkills: z.array(z.string()).optional(),
    locations: z.array(json()).optional(),
    geolocation: json().optional(),
    presence: z.object({ message: z.string() }).optional(),
    outOfOffice: Absence.optional(),
    state: z.enum(STATES),
    version: z.int(),
    dateCreated: z.iso.datetime(),
    dateModified: z.iso.datetime(),
    selfUri: z.string(),
  })
  .meta({ id: 'User' });
export const UserListing = listingOf(UserView, 'UserEntityListing');

export const UserSearchView = z
  .object({
    total: z.int(),
    pageCount: z.int(),
    pageSize: z.int(),
    pageNumber: z.int(),
    types: z.array(z.string()),
    results: z.array(UserView),
  })
  .meta({ id: 'UsersSearchResponse' });
export type UserSearchView = z.input<typeof UserSearchView>;

export const StateView = z
  .object({ state: z.enum(STATES), version: z.int(), stateChangeDate: z.iso.datetime().optional() })
  .meta({ id: 'UserState' });

/** A user as the API shows it: one that was not erased, which has a login. */
export function userView(user: User, defaultCountry: string): z.input<typeof UserView> {
  const {
    organisationId: _,
    divisionId,
    presenceMessage,
    erasedAt: __,
    stateChangeDate: ___,
    addresses,
    ...rest
  } = user;
  const contacts = (addresses ?? []).map((contact) => withDisplay(contact, defaultCountry));
  const email = user.email!;
  return {
    ...withoutNulls(rest),
    email,
    username: user.username ?? email,
    division: divisionRef(divisionId),
    addresses: contacts,
    primaryContactInfo: [
      { address: email, display: email, mediaType: 'EMAIL', type: 'PRIMARY' },
      ...contacts.filter((contact) => contact.type === 'PRIMARY' && contact.mediaType !== 'EMAIL'),
    ],
    ...(presenceMessage !== null && { presence: { message: presenceMessage } }),
    dateCreated: user.dateCreated.toISOString(),
    dateModified: user.dateModified.toISOString(),
    selfUri: `/api/v2/users/${user.id}`,
  };
}

function withDisplay(contact: Contact, defaultCountry: string): ContactView {
  if (contact.address === undefined) return { ...contact, display: contact.extension };
  if (contact.mediaType === 'EMAIL') return { ...contact, display: contact.address };
  const { international } = parsePhone({ value: contact.address, country: contact.countryCode }, defaultCountry);
  return { ...contact, display: international ?? contact.address };
}

export function stateView({ state, version, stateChangeDate }: User): z.input<typeof StateView> {
  return { state, version, ...(stateChangeDate && { stateChangeDate: stateChangeDate.toISOString() }) };
}
