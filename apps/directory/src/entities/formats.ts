import type { FieldFormat, FoundIdentifier } from '@lethe/domain-kit';
import type { Contact, EmployerInfo } from './profile.ts';

/** An entry with an extension alone finds nobody: many organisations have a 12. */
function identifierOf({ address, mediaType, countryCode, extension }: Contact): FoundIdentifier | undefined {
  if (address === undefined || address === '') return undefined;
  return mediaType === 'EMAIL'
    ? { kind: 'EMAIL', value: address }
    : { kind: 'PHONE', value: address, country: countryCode, extension };
}

/** Phone numbers and e-mail addresses in `User.addresses`. */
export const contactsFormat: FieldFormat<Contact[]> = {
  kinds: ['PHONE', 'EMAIL'],
  read: (contacts) => contacts.map(identifierOf).filter((found) => found !== undefined),
  replace: (contacts, _user, replace) =>
    contacts.map((contact) => {
      const found = identifierOf(contact);
      const replacement = found && replace(found);
      if (replacement === undefined || !('text' in replacement)) return contact;
      // The extension was part of what is replaced; the new text carries its own.
      const { extension: _, ...rest } = contact;
      return { ...rest, address: replacement.text };
    }),
};

/** A login name that is an e-mail address finds the person as one; any other is no identifier. */
export const loginFormat: FieldFormat<string> = {
  kinds: ['EMAIL'],
  read: (username) => (username.includes('@') ? [{ kind: 'EMAIL', value: username }] : []),
  replace: (username, user, replace) => {
    const [found] = loginFormat.read(username, user);
    const replacement = found && replace(found);
    return replacement !== undefined && 'text' in replacement ? replacement.text : username;
  },
};

/** The official name that an employer keeps beside the one shown. */
export const employerFormat: FieldFormat<EmployerInfo> = {
  kinds: ['NAME'],
  read: ({ officialName }) => (officialName ? [{ kind: 'NAME', name: { whole: officialName } }] : []),
  replace: (employer, user, replace) => {
    const [found] = employerFormat.read(employer, user);
    const replacement = found && replace(found);
    return replacement !== undefined && 'name' in replacement
      ? { ...employer, officialName: replacement.name.whole ?? undefined }
      : employer;
  },
};
