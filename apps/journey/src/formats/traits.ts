import { readColumns, replaceColumns, type FieldFormat, type PersonalColumn } from '@lethe/domain-kit';

/** What is known of a visitor, by the names that the tracking snippet gives it; names of other traits find nobody. */
export type Traits = Record<string, string>;

const named = (kind: 'EMAIL' | 'PHONE', ...names: string[]): PersonalColumn[] =>
  names.map((column) => ({ column, kind }));

const KNOWN: readonly PersonalColumn[] = [
  { column: 'givenName', kind: 'NAME', part: 'given' },
  { column: 'middleName', kind: 'NAME', part: 'middle' },
  { column: 'familyName', kind: 'NAME', part: 'family' },
  { column: 'address1', kind: 'ADDRESS', part: 'line' },
  { column: 'address2', kind: 'ADDRESS', part: 'line' },
  { column: 'city', kind: 'ADDRESS', part: 'city' },
  { column: 'state', kind: 'ADDRESS', part: 'state' },
  { column: 'postalCode', kind: 'ADDRESS', part: 'postalCode' },
  { column: 'countryName', kind: 'ADDRESS', part: 'country' },
  ...named('EMAIL', 'email', 'workEmail', 'personalEmail', 'otherEmail'),
  ...named('PHONE', 'phone', 'workPhone', 'cellPhone', 'homePhone', 'otherPhone'),
];

export const TRAITS: FieldFormat<Traits> = {
  kinds: ['NAME', 'ADDRESS', 'EMAIL', 'PHONE'],
  read: (traits) => readColumns(traits, KNOWN),
  replace: (traits, _, replace) => replaceColumns(traits, KNOWN, replace),
};
