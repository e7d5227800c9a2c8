import { parsePhone } from '@lethe/identifiers';
import type { Contact } from '../entities/profile.ts';
import type { User } from '../entities/user.ts';

/** A user as the API shows it; absent instead of null. */
export function userView(user: User, defaultCountry: string) {
  const { organisationId: _, divisionId, presenceMessage, erasedAt: __, stateChangeDate: ___, addresses, ...rest } = user;
  const contacts = (addresses ?? []).map((contact) => withDisplay(contact, defaultCountry));
  const login = user.email === null ? [] : [{ address: user.email, display: user.email, mediaType: 'EMAIL', type: 'PRIMARY' }];
  const view = {
    ...rest,
    username: user.username ?? user.email,
    division: { id: divisionId, selfUri: `/api/v2/authorization/divisions/${divisionId}` },
    addresses: contacts,
    primaryContactInfo: [...login, ...contacts.filter((contact) => contact.type === 'PRIMARY' && contact.mediaType !== 'EMAIL')],
    presence: presenceMessage === null ? null : { message: presenceMessage },
    selfUri: `/api/v2/users/${user.id}`,
  };
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
}

function withDisplay(contact: Contact, defaultCountry: string): Contact & { display?: string } {
  if (contact.address === undefined) return { ...contact, display: contact.extension };
  if (contact.mediaType === 'EMAIL') return { ...contact, display: contact.address };
  const { international } = parsePhone({ value: contact.address, country: contact.countryCode }, defaultCountry);
  return { ...contact, display: international ?? contact.address };
}

export function stateView(user: User) {
  return { state: user.state, version: user.version, ...(user.stateChangeDate && { stateChangeDate: user.stateChangeDate }) };
}
