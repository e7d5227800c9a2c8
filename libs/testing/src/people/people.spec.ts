import { createHash } from 'node:crypto';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { HARD_NAMES } from './hard-names.ts';
import { LOCALES } from './locales.ts';
import { makePeople } from './make-people.ts';
import { peopleSources } from './index.ts';

const SHA256 = {
  identities: '2ab4178505952cd5995b3454e2c9bb77da86b327852bc079a43813dd3f93d3d7',
  texts: '9d012ebb42528476d066444263bfaf9cf6575cf0c6cff6f8769490635bf6465e',
};
const SCRIPTS = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Cyrillic',
  'Devanagari',
  'Georgian',
  'Greek',
  'Han',
  'Hangul',
  'Hebrew',
  'Hiragana',
  'Katakana',
  'Latin',
  'Thaana',
  'Thai',
];

describe('the generated people', () => {
  const [{ people, messages, identities, texts } = peopleSources()[0]!] = peopleSources('');
  const different = (values: readonly string[]) => new Set(values).size;

  it('are 1,500 with names of 43 locales, living in all of their countries', () => {
    expect(people).toHaveLength(1_500);
    expect(different(people.map(({ NameSet }) => NameSet))).toBe(43);
    expect(different(people.map(({ Country }) => Country))).toBe(43);
    expect(people.filter(({ NameSet, Country }) => countryOf(NameSet) !== Country).length).toBeGreaterThan(150);
  });

  it.each(SCRIPTS)('have names in %s letters', (script) => {
    const letters = new RegExp(`^[\\p{Script=${script}}\\p{Script=Inherited}\\p{Script=Common}]+$`, 'u');
    const own = new RegExp(`\\p{Script=${script}}`, 'u');
    const named = people.filter(({ GivenName, Surname }) => letters.test(GivenName + Surname) && own.test(GivenName));
    expect(named.length).toBeGreaterThanOrEqual(1);
  });

  it.each(HARD_NAMES)('have among them, of the %s ones: %s %s', (nameSet, given, surname) =>
    expect(people).toContainEqual(expect.objectContaining({ NameSet: nameSet, GivenName: given, Surname: surname })),
  );

  it('have valid phone numbers of their countries, written as there', () => {
    const wrong = people.filter(({ TelephoneNumber, TelephoneCountryCode, Country }) => {
      const number = parsePhoneNumberFromString(TelephoneNumber, Country as CountryCode);
      return (
        !number?.isValid() ||
        number.country !== Country ||
        number.countryCallingCode !== TelephoneCountryCode ||
        number.formatNational() !== TelephoneNumber
      );
    });
    expect(wrong).toEqual([]);
  });

  it('have postal codes as in their countries, and an address', () => {
    const postalCodes = new Map<string, RegExp>(
      LOCALES.map(({ country, postalCode }) => [country, new RegExp(`^${postalCode.source}$`)]),
    );
    expect(people.filter(({ Country, ZipCode }) => !postalCodes.get(Country)?.test(ZipCode))).toEqual([]);
    expect(people.filter(({ StreetAddress, City }) => StreetAddress === '' || City === '')).toEqual([]);
  });

  it('share no Number, e-mail address or phone number', () => {
    expect(different(people.map(({ Number }) => Number))).toBe(1_500);
    expect(different(people.map(({ EmailAddress }) => EmailAddress.toLowerCase()))).toBe(1_500);
    expect(different(people.map((one) => one.TelephoneCountryCode + one.TelephoneNumber.replace(/\D/g, '')))).toBe(
      1_500,
    );
    expect(people.filter(({ EmailAddress }) => !/^\S+@(\w+\.)?example\.(com|net|org)$/.test(EmailAddress))).toEqual([]);
  });

  it('are namesakes and relatives, some of them', () => {
    const groups = (key: (person: (typeof people)[number]) => string) =>
      [...Map.groupBy(people, key).values()].filter((same) => same.length > 1).length;
    expect(groups(({ GivenName, Surname }) => `${GivenName} ${Surname}`)).toBeGreaterThanOrEqual(15);
    expect(
      groups(({ Surname, StreetAddress, ZipCode }) => [Surname, StreetAddress, ZipCode].join('\n')),
    ).toBeGreaterThanOrEqual(25);
  });

  it('need every quoting of a CSV file', () => {
    expect(people.filter(({ StreetAddress }) => StreetAddress.includes(', "')).length).toBeGreaterThanOrEqual(50);
    expect(people.filter(({ Company }) => Company === '').length).toBeGreaterThan(0);
  });

  it('say 800 texts in which their data is marked, some without any', () => {
    expect(messages).toHaveLength(800);
    const unmarked = messages.filter(({ spans }) => spans.length === 0);
    expect(unmarked.length).toBeGreaterThan(50);
    const wrong = messages.filter(({ text, spans }) =>
      spans.some(({ value, start, end }) => value === '' || Array.from(text).slice(start, end).join('') !== value),
    );
    expect(wrong).toEqual([]);
    expect([...new Set(messages.flatMap(({ spans }) => spans.map(({ type }) => type)))].sort()).toEqual([
      'AGE',
      'CREDIT_CARD',
      'DATE_TIME',
      'DOMAIN_NAME',
      'EMAIL_ADDRESS',
      'GPE',
      'IBAN_CODE',
      'IP_ADDRESS',
      'ORGANIZATION',
      'PERSON',
      'PHONE_NUMBER',
      'STREET_ADDRESS',
      'TITLE',
      'ZIP_CODE',
    ]);
  });

  it('are the same everywhere and at every call', () => {
    expect(makePeople(1_500)).toEqual(people);
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect({ identities: sha256(identities), texts: sha256(texts) }).toEqual(SHA256);
  });
});

const countryOf = (nameSet: string) => LOCALES.find((locale) => locale.nameSet === nameSet)?.country;
