import { countrySpellings } from './country.ts';
import { foldText } from './fold-text.ts';
import { tokenKey } from './token-key.ts';

/**
 * A postal address as a record holds it, in parts, in one field, or both. `country` may be an ISO 3166 code or a name.
 */
export interface AddressInput {
  lines?: readonly (string | null | undefined)[];
  city?: string | null;
  state?: string | null;
  postalCode?: string | null;
  country?: string | null;
  whole?: string | null;
}

const PUNCTUATION = /[\p{P}\p{S}]+/gu;
const APOSTROPHE = /'/g;

/**
 * Keys of one written address, at most two: punctuation as a gap ('5-B' is '5 B', '12,Main' is '12 Main') and
 * punctuation left out ('2870-021' is '2870021'). Searchers write both. Apostrophes are left out in both.
 */
export function writtenAddressKeys(value: string): string[] {
  const folded = foldText(value);
  const gaps = tokenKey(folded.replace(APOSTROPHE, '').replace(PUNCTUATION, ' '), folded);
  // Folded again: letters and marks that punctuation kept apart meet.
  const joined = tokenKey(foldText(folded.replace(PUNCTUATION, '')), folded);
  return [...new Set([gaps, joined].filter((key) => key !== undefined))];
}

/**
 * Keys of a record's address: street lines + city + postal code; the same + state; + country; + both; the single field
 * whole; tokens in any order (requirements D10). A country counts as its ISO code and as its English name, so the
 * record is found by either. Without street lines, city and postal code the parts give nothing. No duplicates.
 */
export function addressKeys({ lines = [], city, state, postalCode, country, whole }: AddressInput): string[] {
  const base = [...lines, city, postalCode].map((part) => part ?? '').join(' ');
  const written = foldText(base) === '' ? [] : variants(base, state ?? '', countrySpellings(country ?? ''));
  return [...new Set([...written, whole ?? ''].flatMap(writtenAddressKeys))];
}

function variants(base: string, state: string, countries: readonly string[]): string[] {
  const local = [base, `${base} ${state}`];
  return [...local, ...countries.flatMap((country) => local.map((address) => `${address} ${country}`))];
}
