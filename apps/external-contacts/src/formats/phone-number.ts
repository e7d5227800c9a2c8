import type { FieldFormat } from '@lethe/domain-kit';
import { parsePhone } from '@lethe/matching';

/** `PhoneNumber` of the API: what was typed, and what is known of it. */
export interface PhoneNumber {
  /** As typed; an implausible number is kept, too (requirements D10). */
  display: string;
  userInput: string;
  extension?: number | string;
  acceptsSMS?: boolean;
  /** ISO 3166: with which country the number is to be read. */
  normalizationCountryCode?: string;
  /** Only of a plausible number. */
  e164?: string;
  countryCode?: string;
}

export type PhoneInput = { [Name in keyof PhoneNumber]?: PhoneNumber[Name] | null };

/** What the contact of a number knows about it. */
export interface PhoneOwner {
  countryCode: string | null;
}

/**
 * The number with its derived fields; null when nothing was typed. Countries count in this order: its own, its
 * contact's, the organisation's. Digits alone are a messenger's whole number, unless a country is given with them.
 */
export function phoneNumber(
  input: PhoneInput | null | undefined,
  contactCountry: string | null,
  defaultCountry?: string,
  isMessenger = false,
): PhoneNumber | null {
  const typed = input?.display || input?.userInput || input?.e164;
  if (!input || !typed) return null;
  const isWhole = isMessenger && !input.normalizationCountryCode;
  const country = readingCountry(input, typed, contactCountry);
  const parsed = parsePhone({ value: typed, country, extension: textOf(input.extension) }, defaultCountry, isWhole);
  const countryCode = parsed.countryCode ?? input.countryCode;
  return {
    display: typed,
    userInput: typed,
    ...asGiven(input),
    ...(parsed.e164 && { e164: parsed.e164 }),
    ...(countryCode && { countryCode }),
  };
}

/**
 * The country that reads a number. `countryCode` may be what an earlier reading found: 011 420 602 246 642 was dialled in
 * the United States and is Czech, and reads as nothing in Czechia. So the first counts that reads it as `e164` says.
 */
function readingCountry(phone: PhoneInput, typed: string, contactCountry: string | null): string | null {
  const { normalizationCountryCode, countryCode, e164 } = phone;
  const countries = [normalizationCountryCode, countryCode, contactCountry].map((country) => country || null);
  const extension = textOf(phone.extension);
  const agrees = (country: string | null) => parsePhone({ value: typed, country, extension }).e164 === e164;
  const agreeing = e164 ? [...countries.filter(Boolean), null].find(agrees) : undefined;
  return agreeing === undefined ? (countries.find(Boolean) ?? null) : agreeing;
}

const asGiven = ({ extension, acceptsSMS, normalizationCountryCode }: PhoneInput) => ({
  ...(extension !== null && extension !== undefined && { extension }),
  ...(typeof acceptsSMS === 'boolean' && { acceptsSMS }),
  ...(normalizationCountryCode && { normalizationCountryCode }),
});
const textOf = (extension: PhoneInput['extension']) =>
  extension === null || extension === undefined ? undefined : String(extension);

/**
 * A phone number in a column of its own. A replacement brings its own extension and keeps the country and the consent
 * to SMS.
 */
export const PHONE_NUMBER: FieldFormat<PhoneNumber, PhoneOwner> = {
  kinds: ['PHONE'],
  read: (phone, contact) => [found(phone, contact)],
  replace: (phone, contact, replace) => {
    const replacement = replace(found(phone, contact));
    if (replacement === undefined || !('text' in replacement)) return phone;
    const { acceptsSMS, normalizationCountryCode, countryCode } = phone;
    return phoneNumber(
      { display: replacement.text, acceptsSMS, normalizationCountryCode, countryCode },
      contact.countryCode,
    )!;
  },
};

function found(phone: PhoneNumber, contact: PhoneOwner) {
  const country = readingCountry(phone, phone.display, contact.countryCode);
  return { kind: 'PHONE' as const, value: phone.display, country, extension: textOf(phone.extension) };
}
