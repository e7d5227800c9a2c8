import countries from 'i18n-iso-countries';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';

import { foldText } from './fold-text.ts';

export type { CountryCode };

/** In daily use, and in neither of the two lists of names below. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  GB: ['UK', 'U.K.', 'GBR', 'England', 'Scotland', 'Wales', 'Northern Ireland', 'Great Britain', 'Anglie'],
  NL: ['Holland', 'The Netherlands', 'Holandsko'],
  US: ['U.S.A.', 'U.S.', 'America', 'Amerika', 'EE. UU.', 'EEUU', 'EUA', 'Estados Unidos de América'],
  CZ: ['ČR', 'Czech Rep.', 'Česká rep.'],
  SK: ['SR', 'Slovak Rep.'],
  DE: ['BRD'],
  KR: ['Korea'],
  GR: ['Hellas'],
};
/** Languages whose names win where two countries are called alike. */
const FIRST = ['en', 'cs', 'sk', 'de', 'fr', 'es', 'it', 'pl'];

const bare = (name: string): string => foldText(name.replace(/[.'’,()-]/g, ' '));

/**
 * Every name of every country, folded: npm i18n-iso-countries, and the short names of the same languages that Node has
 * from CLDR (Česko, Tschechien). Where two countries share one, the first keeps it.
 */
function namesOfCountries(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string | undefined, code: string): void => {
    const folded = bare(name ?? '');
    if (folded !== '' && !names.has(folded)) names.set(folded, code);
  };
  const codes = Object.entries(countries.getAlpha2Codes());
  for (const [alpha2, alpha3] of codes) for (const code of [alpha2, alpha3]) add(code, alpha2);
  for (const [code, others] of Object.entries(OTHER_NAMES)) for (const other of others) add(other, code);
  for (const language of new Set([...FIRST, ...countries.langs()])) {
    const short = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const [code, all] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      for (const name of [short.of(code), ...all]) add(name, code);
    }
  }
  return names;
}

let byName: ReadonlyMap<string, string> | undefined;

/** ISO 3166 alpha-2 code of a country by any of its names or codes, in any case; undefined when it is something else. */
export function countryOf(value: string | null | undefined): string | undefined {
  const folded = bare(value ?? '');
  if (folded === '') return undefined;
  byName ??= namesOfCountries();
  return byName.get(folded);
}

/** The same, of countries with a phone plan. */
export function countryCode(value: string | null | undefined): CountryCode | undefined {
  const plain = value?.trim().toUpperCase();
  if (plain !== undefined && isSupportedCountry(plain)) return plain;
  const code = countryOf(value);
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}
