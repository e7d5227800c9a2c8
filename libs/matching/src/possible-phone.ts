import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { indexKey } from './index-key.ts';
import { lostNumber } from './phone-text.ts';
import { isPlaceholder, readPhones, type PhoneInput, type PhoneReading } from './phone.ts';

export type PhoneDoubt = 'extension' | 'otherCountry';

/** Shorter digits are a short number, whose digits stand for other things elsewhere. */
const FEWEST_NATIONAL = 7;

const withoutZeros = (digits: string): string => digits.replace(/^0+/, '');

/** Digits of a valid number as people of its country write it: with the trunk prefix and without. */
function nationalOf({ valid }: PhoneReading): string[] {
  const number = valid === undefined ? undefined : parsePhoneNumberFromString(valid);
  if (!number) return [];
  return [number.nationalNumber as string, number.formatNational().replace(/\D/g, '')].map(withoutZeros);
}

/** Digits that were typed without a country. */
const typedOf = ({ text: { digits, international } }: PhoneReading): string[] =>
  international || digits.length < FEWEST_NATIONAL || isPlaceholder(digits) ? [] : [withoutZeros(digits)];

const baseOf = ({ valid, text }: PhoneReading): string => valid ?? text.digits;

/** `b` the number without its extension, `n` national digits. Of a query those that it typed, of a record all it has. */
const storedDigits = (one: PhoneReading): string[] => (one.valid === undefined ? typedOf(one) : nationalOf(one));
const askedDigits = (one: PhoneReading): string[] =>
  one.text.international && one.valid !== undefined ? nationalOf(one) : typedOf(one);

function keys(readings: PhoneReading[], digitsOf: (one: PhoneReading) => string[]): string[] {
  const all = readings.flatMap((one) => [`b ${baseOf(one)}`, ...digitsOf(one).map((digits) => `n ${digits}`)]);
  return [...new Set(all.map(indexKey))];
}

const read = (input: PhoneInput, defaultCountry: string | null | undefined, messenger: boolean): PhoneReading[] =>
  lostNumber(input.value) === undefined ? readPhones(input, defaultCountry, messenger) : [];

/** Keys by which possible numbers are found: three for each number of the field. */
export const possiblePhoneKeys = (input: PhoneInput, defaultCountry?: string | null, messenger = false): string[] =>
  keys(read(input, defaultCountry, messenger), storedDigits);
export const possiblePhoneQueryKeys = (value: string, defaultCountry?: string | null, messenger = false): string[] =>
  keys(read({ value }, defaultCountry, messenger), askedDigits);

/**
 * Why the number that a search asks for may be a record's although no key meets: the switchboard of an extension, or
 * digits written nationally that are a number of the record's country.
 */
export function possiblePhone(
  stored: { input: PhoneInput; defaultCountry?: string | null; messenger?: boolean },
  query: { value: string; defaultCountry?: string | null; messenger?: boolean },
): PhoneDoubt | undefined {
  const records = read(stored.input, stored.defaultCountry, stored.messenger ?? false);
  const asked = read({ value: query.value }, query.defaultCountry, query.messenger ?? false);
  const doubts = records.flatMap((one) => asked.map((other) => doubtOf(one, other)));
  return doubts.find((doubt) => doubt !== undefined);
}

function doubtOf(record: PhoneReading, asked: PhoneReading): PhoneDoubt | undefined {
  if (baseOf(record) === baseOf(asked)) {
    return (record.extension === undefined) !== (asked.extension === undefined) ? 'extension' : undefined;
  }
  // One of the two was written with its country, or is read with it; the other is nothing but national digits.
  if (record.valid === undefined && asked.valid === undefined) return undefined;
  if (asked.text.international && record.valid !== undefined) return undefined;
  const digits = askedDigits(asked);
  return storedDigits(record).some((one) => digits.includes(one)) ? 'otherCountry' : undefined;
}
