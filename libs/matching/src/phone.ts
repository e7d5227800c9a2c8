import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';

import { countryCode } from './country.ts';
import { indexKey } from './index-key.ts';
import { currentNumber, judgedAs } from './phone-plans.ts';
import { digitsOf, lostNumber, readPhoneTexts, type PhoneText } from './phone-text.ts';

/** A phone number as a record holds it. `country` is the record's, by a name or code; ignored when it is no country. */
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

/** One number of a field, read. */
export interface PhoneReading {
  text: PhoneText;
  /** E.164 of a valid number, as its line has it today; the key without the extension. */
  valid?: string;
  /** As libphonenumber reads it; also of numbers that are only possible. */
  number?: PhoneNumber;
  extension?: string;
}

/** The countries that read a national number: the record's, then the organisation's. */
interface Countries {
  own?: CountryCode;
  organisation?: CountryCode;
}

/** Fewer digits are a short number, which has no calling code in front. */
const FEWEST_WITH_CALLING_CODE = 7;

/** Of fewer digits a typing error makes somebody else's number as soon as a calling code is seen in them. */
const FEWEST_WITHOUT_PLUS = 9;

const LONGEST_AREA_CODE = 5;

const byCallingCode = new Map<string, CountryCode[]>();
function countriesOf(callingCode: string): readonly CountryCode[] {
  if (byCallingCode.size === 0) {
    for (const country of getCountries()) {
      const code = getCountryCallingCode(country) as string;
      byCallingCode.set(code, [...(byCallingCode.get(code) ?? []), country]);
    }
  }
  return byCallingCode.get(callingCode) ?? [];
}

/** Reads E.164 digits until a further reading changes nothing: a number and its own E.164 form get one key. */
function readInternational(digits: string): PhoneNumber | undefined {
  let number = parsePhoneNumberFromString(newPlan(`+${digits.replace(/^0+/, '')}`));
  for (let again = 0; number && again < 4; again += 1) {
    const next = parsePhoneNumberFromString(newPlan(number.number));
    if (!next || next.number === number.number) break;
    number = next;
  }
  return number;
}

/** For reading, an Argentine mobile number keeps its 9. */
const newPlan = (e164: string): string => (e164.startsWith('+54') ? e164 : currentNumber(e164));

function readNational(digits: string, country: CountryCode): PhoneNumber | undefined {
  const read = parsePhoneNumberFromString(digits, country)?.number.slice(1);
  return readInternational(read ?? `${getCountryCallingCode(country)}${digits}`);
}

const isValid = ({ number }: PhoneNumber): boolean =>
  judgedAs(number).some((e164) => parsePhoneNumberFromString(e164)?.isValid() === true);

/** '420601234571', '420 601 234 571'; in '21 265 247 1573' nobody wrote the calling code 212. */
function readWithoutPlus(digits: string, { firstGroup }: PhoneText): PhoneNumber | undefined {
  const number = digits.startsWith('0') ? undefined : readInternational(digits);
  const code = number?.countryCallingCode as string | undefined;
  const written = firstGroup === code || (firstGroup.length > LONGEST_AREA_CODE && firstGroup.startsWith(code ?? ''));
  return written ? number : undefined;
}

/** The ways to read a number, in the order of matching.md, as functions: the first valid one ends the reading. */
function* readingsOf(text: PhoneText, countries: Countries, messenger: boolean): Generator<PhoneNumber | undefined> {
  const spellings = [text.digits, ...(text.withoutTrunk === undefined ? [] : [text.withoutTrunk])];
  for (const digits of spellings) {
    if (text.international || (messenger && text.bare)) yield readInternational(digits);
    if (text.international) continue;
    if (digits.startsWith('00')) yield readInternational(digits);
    for (const country of [countries.own, countries.organisation]) if (country) yield readNational(digits, country);
    if (digits.length >= FEWEST_WITHOUT_PLUS) yield readWithoutPlus(digits, text);
  }
}

/** The first valid reading, else, where a country or a plus is written at the number itself, the first possible one. */
function best(text: PhoneText, countries: Countries, messenger: boolean): PhoneNumber | undefined {
  let possible: PhoneNumber | undefined;
  for (const number of readingsOf(text, countries, messenger)) {
    if (number && isValid(number)) return number;
    possible ??= number?.isPossible() ? number : undefined;
  }
  return possible;
}

/** All numbers of a field. `messenger`: digits alone are an id with its calling code, as WhatsApp writes it. */
export function readPhones(input: PhoneInput, defaultCountry?: string | null, messenger = false): PhoneReading[] {
  const countries = { own: countryCode(input.country), organisation: countryCode(defaultCountry) };
  const field = digitsOf(input.extension ?? '');
  const texts = readPhoneTexts(input.value, (text) => {
    const number = best(text, countries, messenger);
    return number !== undefined && isValid(number);
  });
  return texts.map((text) => {
    const number = best(text, countries, messenger);
    const valid = number && isValid(number) ? currentNumber(number.number) : undefined;
    return { text, number, valid, extension: field || text.extension };
  });
}

/** One digit repeated, or a run up or down: what people type into an obligatory field. */
export function isPlaceholder(national: string): boolean {
  const steps = new Set([...national].slice(1).map((digit, at) => (Number(digit) - Number(national[at]) + 10) % 10));
  return national.length > 1 && steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1);
}

/** Of a number that no plan takes: its digits, and with the calling code where record or number say the country. */
function weakKeys({ text, number }: PhoneReading, own: CountryCode | undefined): string[] {
  const { digits, international } = text;
  const known = international || own !== undefined;
  if (!known || digits.length < FEWEST_WITH_CALLING_CODE || isPlaceholder(digits)) return [digits];
  const abroad = number?.number.slice(1) ?? (international ? digits : `${getCountryCallingCode(own!)}${digits}`);
  return [international ? digits.replace(/^0+(?=\d)/, '') : digits, abroad];
}

function keysOfReading(reading: PhoneReading, own: CountryCode | undefined): string[] {
  const bases = reading.valid === undefined ? weakKeys(reading, own) : [reading.valid];
  return bases.map((base) => indexKey(reading.extension === undefined ? base : `${base};ext=${reading.extension}`));
}

/**
 * Keys of a phone field (matching.md), one for each number: '+351212651573', or '+15551234567;ext=12' (RFC 3966), which
 * is another identifier than the number without the extension. A number that is not valid has its digits as typed,
 * without a plus; where the number or its record names a country, a second key with the calling code.
 * Stored values and queries have the same keys; so have a PHONE and a WHATSAPP (`messenger`).
 */
export function phoneKeys(input: PhoneInput, defaultCountry?: string | null, messenger = false): string[] {
  const lost = lostNumber(input.value);
  if (lost !== undefined) return [indexKey(lost)];
  const own = countryCode(input.country);
  return [...new Set(readPhones(input, defaultCountry, messenger).flatMap((reading) => keysOfReading(reading, own)))];
}

/** The first of phoneKeys. */
export function phoneKey(input: PhoneInput, defaultCountry?: string | null): string | undefined {
  return phoneKeys(input, defaultCountry)[0];
}

/** Reads the first number of a field. Never throws. */
export function parsePhone(input: PhoneInput, defaultCountry?: string | null, messenger = false): ParsedPhone {
  const [key] = phoneKeys(input, defaultCountry, messenger);
  const [reading] = lostNumber(input.value) === undefined ? readPhones(input, defaultCountry, messenger) : [];
  if (reading === undefined) return { key };
  const { number, extension, valid } = reading;
  const plausible = number?.isPossible() === true && (valid !== undefined || !isPlaceholder(reading.text.digits));
  if (!plausible) return { key, extension };
  const assumed = countryCode(input.country) ?? countryCode(defaultCountry);
  return {
    key,
    extension,
    e164: number.number,
    international: number.formatInternational(),
    countryCode: countryOfNumber(number, assumed),
  };
}

function countryOfNumber(number: PhoneNumber, assumed: CountryCode | undefined): CountryCode | undefined {
  const candidates = countriesOf(number.countryCallingCode);
  if (number.country && number.isValid()) return number.country;
  return candidates.find((country) => country === assumed) ?? (candidates.length === 1 ? candidates[0] : undefined);
}
