import { peopleSources, withSome, type Person } from '@lethe/testing/people';
import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import { FULL } from './full.ts';

/** The generated people, or in their place those of LETHE_TEST_DATA: a run over both would take twice the minutes. */
const whole = peopleSources().at(-1)!;

/** At size `ci` five in a row of each fifteen: an import of all takes minutes. */
export const SOURCE = FULL ? whole : withSome(whole, (index) => index % 15 < 5);

/** What the importer says it created for one person. */
export interface Imported {
  externalContactIds?: string[];
  dialerContactIds?: { id: string; contactListId: string }[];
  userId?: string;
  journeyCustomer?: { type: string; id: string };
  conversations?: {
    id: string;
    mediaType: string;
    messageIds: string[];
    fileIds: { person: string[]; agent: string[]; recordings: string[] };
  }[];
}

/** Every id of the person, sorted. */
export const idsOf = (imported: Imported): string[] =>
  [
    ...(imported.externalContactIds ?? []),
    ...(imported.dialerContactIds ?? []).map((contact) => contact.id),
    ...(imported.userId === undefined ? [] : [imported.userId]),
  ].sort();

/** As somebody types a name who leaves accents out. The marks of other scripts are letters. */
export const withoutDiacritics = (text: string) =>
  text.normalize('NFD').replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu, '');

/** Of somebody who has one name only, that one. */
export const wholeName = ({ GivenName, Surname }: Person) => [GivenName, Surname].filter(Boolean).join(' ');

export const nationalDigits = (person: Person) => person.TelephoneNumber.replace(/\D/g, '');

export function e164(person: Person): string {
  return (
    parsePhoneNumber(person.TelephoneNumber, person.Country as CountryCode)?.number ??
    `+${person.TelephoneCountryCode}${nationalDigits(person)}`
  );
}
export const international = (person: Person) => `+${person.TelephoneCountryCode} ${person.TelephoneNumber}`;
