import { parsePhone } from '@lethe/matching';
import type { Identity } from '../rows/identity.ts';

/**
 * The row's phone number as somebody abroad would note it down: '+351 21 265 247 1573' for '21 265 247 1573'. It names
 * the same number: the calling code is written out, so that it needs no country beside it. A text without digits stays
 * as it is.
 */
export function writtenInternationally({ TelephoneNumber: national, TelephoneCountryCode, Country }: Identity): string {
  const code = TelephoneCountryCode.replace(/\D/g, '');
  if (!/\d/.test(national)) return national;
  if (national.startsWith('+')) return national.replace(/(?<=\d)[ .-]+(?=\d)/g, '-');
  if (code !== '') return `+${code} ${national}`;
  return parsePhone({ value: national, country: Country }).international ?? national;
}
