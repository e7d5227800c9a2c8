import type { AddressInput } from '../src/index.ts';
import type { Answer } from './answer-of.ts';

/** Rule, the record's address, the query, the answer. */
export type AddressCase = [rule: string, stored: AddressInput, query: string, expected: Answer];

type Column = string | undefined;
const of = (
  ...[line, postalCode, city, country, state]: [string, Column, Column, Column, state?: string]
): AddressInput => ({
  lines: line.split('\n'),
  postalCode,
  city,
  country,
  state,
});
const GRAZ = of('Grüne Gasse 7b', '8020', 'Graz', 'AT');
const PLZEN = of('Krátká 18/4', '301 00', 'Plzeň 3', 'CZ');
const AUSTIN = of('900 West Elm Street\nSuite 6', '78701', 'Austin', 'US', 'TX');

export const ADDRESS_CASES: readonly AddressCase[] = [
  ['case and diacritics', GRAZ, 'GRUNE GASSE 7B, 8020 graz', 'same'],
  ['digraph', GRAZ, 'Gruene Gasse 7b, 8020 Graz', 'same'],
  ['house letter', GRAZ, 'Grüne Gasse 7 B, 8020 Graz', 'same'],
  ['house letter', GRAZ, 'Grüne Gasse 7, 8020 Graz', 'different'],
  ['prefix', GRAZ, 'Grüne Gasse 7b, A-8020 Graz', 'same'],
  ['country', GRAZ, 'Grüne Gasse 7b, 8020 Graz, Österreich', 'same'],
  ['country', GRAZ, 'Grüne Gasse 7b, 8020 Graz, Rakousko', 'same'],
  ['country', GRAZ, 'Grüne Gasse 7b, 8020 Graz AUT', 'same'],
  ['country', GRAZ, 'Grüne Gasse 7b, 8020 Graz, Deutschland', 'different'],
  ['country of the query only', { ...GRAZ, country: null }, 'Grüne Gasse 7b, 8020 Graz, Austria', 'same'],
  ['order', GRAZ, '8020 Graz, Grüne Gasse 7b', 'same'],
  ['order', GRAZ, 'Austria, 8020 Graz, Grüne Gasse 7b', 'same'],
  ['whole', { whole: 'Grüne Gasse 7b, 8020 Graz' }, '8020 Graz, Grüne Gasse 7b', 'same'],
  ['whole', { whole: 'Grüne Gasse 7b, 8020 Graz' }, 'Grüne Gasse 7c, 8020 Graz', 'different'],
  ['number', GRAZ, 'Grüne Gasse 8b, 8020 Graz', 'different'],
  ['missing postal code', GRAZ, 'Grüne Gasse 7b, Graz', 'possible'],
  ['other postal code', GRAZ, 'Grüne Gasse 7b, 8010 Graz', 'different'],
  [
    'postal code of ten digits',
    of('Golestan 12', '11447-63992', 'Shiraz', 'IR'),
    'Golestan 12, 11447-63992 Shiraz',
    'same',
  ],
  ['abbreviation', of('Lange Straße 3', '8020', 'Graz', 'AT'), 'Lange Str. 3, 8020 Graz', 'possible'],
  ['abbreviation in a compound', of('Bergstraße 3', '8020', 'Graz', 'AT'), 'Bergstr. 3, 8020 Graz', 'possible'],
  ['other street', of('Bergstraße 3', '8020', 'Graz', 'AT'), 'Bergweg 3, 8020 Graz', 'different'],
  ['spacing', PLZEN, 'Krátká 18/4, 30100 Plzeň 3', 'same'],
  ['line break', PLZEN, 'Krátká 18/4\n301 00 Plzeň 3\nČeská republika', 'same'],
  ['order', PLZEN, '301 00 Plzeň 3, Krátká 18/4', 'same'],
  ['order of numbers', PLZEN, 'Krátká 4/18, 301 00 Plzeň 3', 'different'],
  ['order of numbers', PLZEN, 'Krátká 18/4, 301 00 Plzeň 4', 'different'],
  ['abbreviation', of('třída Míru 5', '301 00', 'Plzeň', 'CZ'), 'tř. Míru 5, 301 00 Plzeň', 'possible'],
  ['abbreviation', of('nábřeží Míru 5', '301 00', 'Plzeň', 'CZ'), 'nábř. Míru 5, 301 00 Plzeň', 'possible'],
  ['other street', of('třída Míru 5', '301 00', 'Plzeň', 'CZ'), 'náměstí Míru 5, 301 00 Plzeň', 'different'],
  ['state', AUSTIN, '900 West Elm Street, Suite 6, Austin, Texas 78701', 'same'],
  ['state', AUSTIN, '900 West Elm Street, Suite 6, Austin 78701', 'same'],
  ['state', AUSTIN, '900 West Elm Street, Suite 6, Austin, TX 78701, United States', 'same'],
  ['state', AUSTIN, '900 West Elm Street, Suite 6, Austin, MN 78701', 'different'],
  ['state by name', { ...AUSTIN, state: 'Texas' }, '900 West Elm Street, Suite 6, Austin, TX 78701', 'same'],
  ['ZIP+4', AUSTIN, '900 West Elm Street, Suite 6, Austin, TX 78701-2345', 'same'],
  ['unit first', AUSTIN, 'Suite 6, 900 West Elm Street, Austin, TX 78701', 'same'],
  ['unit and house', AUSTIN, '6 West Elm Street, Suite 900, Austin, TX 78701', 'different'],
  ['unit', AUSTIN, '900 West Elm Street, Ste 6, Austin, TX 78701', 'possible'],
  ['unit', AUSTIN, '900 West Elm Street #6, Austin, TX 78701', 'possible'],
  ['missing unit', AUSTIN, '900 West Elm Street, Austin, TX 78701', 'possible'],
  ['other unit', AUSTIN, '900 West Elm Street, Suite 7, Austin, TX 78701', 'different'],
  ['abbreviation', AUSTIN, '900 W Elm St, Suite 6, Austin, TX 78701', 'possible'],
  ['other direction', AUSTIN, '900 E Elm St, Suite 6, Austin, TX 78701', 'different'],
  ['other street', AUSTIN, '900 West Elm Avenue, Suite 6, Austin, TX 78701', 'different'],
  ['British code', of('4 Mill Lane', 'CB2 1RX', 'Cambridge', 'GB'), '4 Mill Lane, Cambridge CB21RX, UK', 'same'],
  ['British code', of('4 Mill Lane', 'CB2 1RX', 'Cambridge', 'GB'), '4 Mill Ln, Cambridge CB2 1RX', 'possible'],
  [
    'Canadian code',
    of('12 King Road', 'K1A 0B1', 'Ottawa', 'CA', 'ON'),
    '12 King Road, Ottawa, Ontario K1A0B1',
    'same',
  ],
  ['Dutch code', of('Kerkplein 9', '3512 HK', 'Utrecht', 'NL'), 'Kerkplein 9, 3512HK Utrecht, Holland', 'same'],
  ['Polish code', of('ulica Polna 2', '00-625', 'Warszawa', 'PL'), 'ul. Polna 2, 00-625 Warszawa', 'possible'],
  ['Polish code', of('Polna 2', '00-625', 'Warszawa', 'PL'), 'Polna 2, 00625 Warszawa', 'same'],
  ['floor', of('Gran Vía 8, 3º A', '28013', 'Madrid', 'ES'), 'Gran Vía, 8, 3º A, 28013 Madrid', 'same'],
  ['floor', of('Gran Vía 8, 3º A', '28013', 'Madrid', 'ES'), 'Gran Vía 8, 4º B, 28013 Madrid', 'different'],
  ['floor', of('Gran Vía 8, 3º A', '28013', 'Madrid', 'ES'), 'Gran Vía 8, 28013 Madrid', 'possible'],
  ['box', of('P.O. Box 77', '78701', 'Austin', 'US'), 'PO Box 77, Austin 78701', 'same'],
  ['box', of('P.O. Box 77', '78701', 'Austin', 'US'), 'PO Box 78, Austin 78701', 'different'],
  ['apostrophe', of("9 King's Court", '78701', 'Austin', 'US'), '9 Kings Court, Austin 78701', 'same'],
  ['street named like a state', of('9 Texas Road', '78701', 'Austin', 'US'), '9 Ohio Road, Austin 78701', 'different'],
  ['Russian', of('улица Мира, дом 5', '101000', 'Москва', 'RU'), 'ул. Мира, д. 5, 101000 Москва', 'possible'],
  [
    'unknown state',
    of('1 Main Road', '1234', 'Hobbiton', 'NZ', 'The Shire'),
    '1 Main Road, Hobbiton, The Shire 1234',
    'same',
  ],
  ['unknown country', of('1 Main Road', '1234', 'Cair', 'Narnia'), '1 Main Road, 1234 Cair, Narnia', 'same'],
];
