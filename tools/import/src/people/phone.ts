import { parsePhone, phoneKey } from '@lethe/matching';
import type { Identity } from '../rows/identity.ts';

/**
 * The row's phone number as somebody abroad would note it down: '+351 21 265 2471' for '21 265 2471'. It names the same
 * number: the calling code is written out, so that it needs no country beside it. What is no valid number stays as it
 * is: it is known by its digits alone.
 */
export function writtenInternationally(identity: Identity): string {
  const { TelephoneNumber: national, Country } = identity;
  const abroad = withCallingCode(identity);
  return phoneKey({ value: abroad }) === phoneKey({ value: national, country: Country }) ? abroad : national;
}

function withCallingCode({ TelephoneNumber: national, TelephoneCountryCode, Country }: Identity): string {
  const code = TelephoneCountryCode.replace(/\D/g, '');
  if (!/\d/.test(national)) return national;
  if (national.startsWith('+')) return national.replace(/(?<=\d)[ .-]+(?=\d)/g, '-');
  if (code !== '') return `+${code} ${national}`;
  return parsePhone({ value: national, country: Country }).international ?? national;
}
