import { getCountries, isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';

import { foldText } from './fold-text.ts';

export type { CountryCode };

/** Names in daily use that Intl.DisplayNames does not give. */
const OTHER_NAMES: Partial<Record<CountryCode, readonly string[]>> = {
  US: ['USA', 'United States of America'],
  GB: ['UK', 'Great Britain'],
  CZ: ['Czech Republic'],
  NL: ['The Netherlands'],
  TR: ['Turkey'],
};

const englishNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

const spellings = (code: CountryCode): string[] =>
  [code, englishNames.of(code) ?? code, ...(OTHER_NAMES[code] ?? [])].map(foldText);

let byName: Map<string, readonly string[]> | undefined;

function spellingsByName(): Map<string, readonly string[]> {
  byName ??= new Map(getCountries().flatMap((code) => spellings(code).map((name, _, all) => [name, all] as const)));
  return byName;
}

/** A country field as an ISO 3166 code in any case; undefined when it is something else. */
export function countryCode(value: string | null | undefined): CountryCode | undefined {
  const code = value?.trim().toUpperCase();
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}

/** What a searcher may write for a country field: as stored first, then its ISO code and its English names (folded). */
export function countrySpellings(value: string): string[] {
  const folded = foldText(value);
  return [...new Set([folded, ...(spellingsByName().get(folded) ?? [])])];
}
