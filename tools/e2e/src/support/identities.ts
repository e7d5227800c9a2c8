import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';

/** One row of the file of fictional people. */
export interface Identity {
  Number: string;
  GivenName: string;
  MiddleInitial: string;
  Surname: string;
  StreetAddress: string;
  City: string;
  ZipCode: string;
  Country: CountryCode;
  EmailAddress: string;
  TelephoneNumber: string;
  TelephoneCountryCode: string;
}

const data = (name: string) => join(__dirname, '..', '..', '..', '..', '..', 'shared', 'data', name);
export const IDENTITIES_FILE = data('identities.csv');
export const MESSAGES_FILE = data('messages.json');

export function readIdentities(): Identity[] {
  if (!existsSync(IDENTITIES_FILE))
    throw new Error('This test needs ../shared/data/identities.csv beside the checkout.');
  return parse(readFileSync(IDENTITIES_FILE), { columns: true, bom: true }) as Identity[];
}

/** What the importer says it created for one person. */
export interface Imported {
  externalContactIds?: string[];
  dialerContactIds?: { id: string; contactListId: string }[];
  userId?: string;
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

export const withoutDiacritics = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

export const nationalDigits = (identity: Identity) => identity.TelephoneNumber.replace(/\D/g, '');

export function e164(identity: Identity): string {
  return (
    parsePhoneNumber(identity.TelephoneNumber, identity.Country)?.number ??
    `+${identity.TelephoneCountryCode}${nationalDigits(identity)}`
  );
}
export const international = (identity: Identity) => `+${identity.TelephoneCountryCode} ${identity.TelephoneNumber}`;
