import { addressQueryKeys } from './address.ts';
import { identifierKeys } from './identifier.ts';
import type { IdentifierKind } from './kinds.ts';
import { nameQueryKeys } from './name.ts';
import { readPhoneTexts } from './phone-text.ts';

/** Fewer digits are an internal extension or a short code that many records share. */
const FEWEST_PHONE_DIGITS = 5;

/**
 * Keys of a bare term, in the order to try; a record matches when any of its keys of that kind (see indexKind) equals any
 * of these. Empty when the value has nothing to compare. `defaultCountry` (ISO 3166) reads a national phone number.
 * Names and addresses are not stored under the keys by which they are searched: see nameKeys.
 */
export function termKeys(kind: IdentifierKind, value: string, defaultCountry?: string | null): string[] {
  if (kind === 'NAME') return nameQueryKeys(value);
  if (kind === 'ADDRESS') return addressQueryKeys(value);
  return identifierKeys({ kind, value }, defaultCountry);
}

/** Whether a term may be searched for: a PHONE of five digits or more (extension not counted), others with any key. */
export function isSearchable(kind: IdentifierKind, value: string): boolean {
  if (kind === 'PHONE') {
    return readPhoneTexts(value, () => false).some(({ digits }) => digits.length >= FEWEST_PHONE_DIGITS);
  }
  return termKeys(kind, value).length > 0;
}
