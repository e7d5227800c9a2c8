import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';

import { countryCode } from './country.ts';
import { indexKey } from './index-key.ts';
import { digitsOf, readPhoneText } from './phone-text.ts';

/**
 * A phone number as a record holds it. `country` is the record's, ISO 3166 in any case; ignored when it is no country.
 */
export interface PhoneInput {
  value: string;
  extension?: string | null;
  country?: string | null;
}

export interface ParsedPhone {
  /** Identity of the number; undefined when the value has no digits. */
  key: string | undefined;
  /** Only of a plausible number, that is of a possible length in its country; without the extension. */
  e164?: string;
  /** Only of a plausible number: 'E.164 with spaces', for display. */
  international?: string;
  /** ISO 3166; of a calling code that several countries share only when the number or the record tells. */
  countryCode?: CountryCode;
  extension?: string;
}

let byCallingCode: Map<string, CountryCode[]> | undefined;

function countriesOf(callingCode: string): readonly CountryCode[] {
  byCallingCode ??= Map.groupBy(getCountries(), (country) => getCountryCallingCode(country) as string);
  return byCallingCode.get(callingCode) ?? [];
}

const startsWithCallingCode = (digits: string): boolean =>
  [1, 2, 3].some((length) => countriesOf(digits.slice(0, length)).length > 0);

/**
 * Prefixes that a country gave up and that people and messengers still write: Mexico's 01, 044, 045, and 1 of mobiles.
 */
const ABANDONED_PREFIX = /^\+52(?:01|04[45]|1)(?=\d{10}$)/;

/** Reads E.164 digits until a further reading changes nothing: a number and its own E.164 form get one key. */
function readInternational(digits: string): PhoneNumber | undefined {
  let number = parsePhoneNumberFromString(`+${digits}`.replace(ABANDONED_PREFIX, '+52'));
  for (let again = 0; number && again < 4; again += 1) {
    const next = parsePhoneNumberFromString(number.number);
    if (!next || next.number === number.number) break;
    number = next;
  }
  return number;
}

function readNational(digits: string, country: CountryCode | undefined): PhoneNumber | undefined {
  const read = country && parsePhoneNumberFromString(digits, country)?.number.slice(1);
  const home = country && readInternational(read ?? `${getCountryCallingCode(country)}${digits}`);
  if (!digits.startsWith('00')) return home;
  // '00' dials abroad in most countries; where it does not, or none is known, it is believed only of a valid number. Behind
  // it, the country's own calling code stands for a plus: nobody dials home by a carrier's '0082 0' or '0055'.
  const abroad = readInternational(digits.slice(2));
  const isOwn = (number: PhoneNumber | undefined): boolean =>
    country !== undefined && number?.countryCallingCode === getCountryCallingCode(country);
  return abroad?.isValid() && (!home?.isValid() || (isOwn(abroad) && !isOwn(home))) ? abroad : home;
}

/** Key of digits that no numbering plan takes: with the calling code when it is known (requirements D10). */
function implausibleKey(digits: string, international: boolean, country: CountryCode | undefined): string {
  if (international) return startsWithCallingCode(digits) ? `+${digits}` : digits;
  return country ? `+${getCountryCallingCode(country)}${digits}` : digits;
}

function countryOf(number: PhoneNumber, assumed: CountryCode | undefined): CountryCode | undefined {
  const candidates = countriesOf(number.countryCallingCode);
  if (number.country && number.isValid()) return number.country;
  return candidates.find((country) => country === assumed) ?? (candidates.length === 1 ? candidates[0] : undefined);
}

/**
 * Reads a number by E.164 with the record's country, else the default country; a leading '+' overrules both
 * (requirements D10). Separators, national trunk and carrier prefixes, and the digits' script do not count. The
 * extension field overrules one written behind the number. Never throws.
 */
export function parsePhone(input: PhoneInput, defaultCountry?: string | null): ParsedPhone {
  const text = readPhoneText(input.value);
  const extension = digitsOf(input.extension ?? '') || text.extension;
  const digits = text.international ? text.digits.replace(/^0+/, '') : text.digits;
  if (digits === '') return { key: undefined };
  const assumed = countryCode(input.country) ?? countryCode(defaultCountry);
  const number = text.international ? readInternational(digits) : readNational(digits, assumed);
  const base = number?.number ?? implausibleKey(digits, text.international, assumed);
  const key = indexKey(extension === undefined ? base : `${base};ext=${extension}`);
  if (!number?.isPossible()) return { key, extension };
  return {
    key,
    extension,
    e164: number.number,
    international: number.formatInternational(),
    countryCode: countryOf(number, assumed),
  };
}

/**
 * Key of a phone number: '+351212651573', or '+15551234567;ext=12' (RFC 3966), which is another identifier than the
 * number without the extension. An implausible number is keyed by its digits, calling code first when known.
 */
export function phoneKey(input: PhoneInput, defaultCountry?: string | null): string | undefined {
  return parsePhone(input, defaultCountry).key;
}
