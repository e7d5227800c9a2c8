import { writtenAddressKeys } from './address.ts';
import { emailKey } from './email.ts';
import { externalIdKey } from './external-id.ts';
import { handleKey } from './handle.ts';
import type { IdentifierKind } from './kinds.ts';
import { nameKey } from './name.ts';
import { readPhoneText } from './phone-text.ts';
import { phoneKey } from './phone.ts';

/** Fewer digits are an internal extension or a short code that many records share. */
const FEWEST_PHONE_DIGITS = 5;

const present = (key: string | undefined): string[] => (key === undefined ? [] : [key]);

/**
 * Keys of a bare term, in the order to try; a record matches when any of its keys of that kind equals any of these.
 * Empty when the value has nothing to compare. `defaultCountry` (ISO 3166) reads a national phone number.
 */
export function termKeys(kind: IdentifierKind, value: string, defaultCountry?: string | null): string[] {
  switch (kind) {
    case 'NAME':
      return present(nameKey(value));
    case 'ADDRESS':
      return writtenAddressKeys(value);
    case 'PHONE':
      return present(phoneKey({ value }, defaultCountry));
    case 'EMAIL':
      return present(emailKey(value));
    case 'EXTERNAL_ID':
      return present(externalIdKey(value));
    default:
      return present(handleKey(value));
  }
}

/** Whether a term may be searched for: a PHONE of five digits or more (extension not counted), others with any key. */
export function isSearchable(kind: IdentifierKind, value: string): boolean {
  if (kind === 'PHONE') return readPhoneText(value).digits.length >= FEWEST_PHONE_DIGITS;
  return termKeys(kind, value).length > 0;
}
