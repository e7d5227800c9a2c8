import type { Faker } from '@faker-js/faker';
import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import mobileExamples from 'libphonenumber-js/mobile/examples';

const MOST_TRIES = 10_000;
/** Digits of an example that say what kind of number it is. */
const KIND_DIGITS = 3;

/**
 * A valid number of the country that is not among those `taken`, to which it is added: like the example of a mobile
 * number, or, where `anyKind`, whatever valid number of that length comes up.
 */
export function newPhoneNumber(
  faker: Faker,
  { country, anyKind }: { country: CountryCode; anyKind: boolean },
  taken: Set<string>,
): PhoneNumber {
  const example = mobileExamples[country]!;
  const start = anyKind ? '' : example.slice(0, KIND_DIGITS);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const digits = start + faker.string.numeric(example.length - start.length);
    const number = parsePhoneNumberFromString(digits, country);
    if (number?.country !== country || !number.isValid() || taken.has(number.number)) continue;
    taken.add(number.number);
    return number;
  }
  throw new Error(`no valid phone number of ${country} came up in ${MOST_TRIES} tries`);
}
