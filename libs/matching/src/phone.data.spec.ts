import { peopleSources, type Person } from '@lethe/testing/people';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

import { phoneKey, phoneKeys } from './phone.ts';

interface Row {
  number: string;
  code: string;
  country: CountryCode;
}

const rowOf = ({ TelephoneNumber, TelephoneCountryCode, Country }: Person): Row => ({
  number: TelephoneNumber,
  code: TelephoneCountryCode,
  country: Country as CountryCode,
});

function spellings({ number, code, country }: Row): (string | undefined)[] {
  const digits = number.replace(/\D/g, '');
  const parsed = parsePhoneNumberFromString(number, country);
  const groups = digits.match(/\d{1,3}/g) ?? [];
  const record = [
    number,
    digits,
    groups.join(' '),
    groups.join('-'),
    groups.join('.'),
    `(${groups[0]}) ${groups.slice(1).join('/')}`,
  ];
  const international = [
    `+${code} ${number}`,
    `+${code}${digits}`,
    `+${code}${parsed?.nationalNumber}`,
    `${parsed?.number}`,
    `tel:+${code}-${digits}`,
  ];
  // Brazil dials abroad by '00' and a carrier's code, '55' is one: only a number that is valid today tells the two apart.
  const carrier = country === 'BR' && !parsed?.isValid();
  const abroad = carrier ? [] : [`00${code}${digits}`, `00 ${code} ${number}`];
  return [
    ...record.map((value) => phoneKey({ value, country })),
    ...record.map((value) => phoneKey({ value }, country)),
    ...record.map((value) => phoneKey({ value, country: country.toLowerCase() }, 'JP')),
    ...international.map((value) => phoneKey({ value })),
    ...international.map((value) => phoneKey({ value, country: 'JP' }, 'KE')),
    ...abroad.map((value) => phoneKey({ value }, country)),
  ];
}

describe.each(peopleSources())('phone keys of the $name', ({ people }) => {
  const all = people.map(rowOf);
  const isValid = ({ number, country }: Row) => parsePhoneNumberFromString(number, country)?.isValid() === true;
  const rows = all.filter(isValid);

  it('holds 1,500 numbers', () => expect(all.filter(({ number }) => number !== '')).toHaveLength(1500));

  it('gives every spelling of a valid number one key', () => {
    const split = rows
      .map((row) => ({ row, keys: [...new Set(spellings(row))] }))
      .filter(({ keys }) => keys.length !== 1);
    expect(split).toEqual([]);
  });

  it('finds a number that no plan takes by its digits, and with the calling code, as its record has a country', () => {
    const missed = all
      .filter((row) => !isValid(row))
      .filter(({ number: value, country, code }) => {
        const keys = phoneKeys({ value, country });
        const asked = [value, `+${code} ${value}`].map((query) => phoneKeys({ value: query }, country));
        return !asked.every((query) => query.some((key) => keys.includes(key)));
      });
    expect(missed).toEqual([]);
  });

  it('gives different numbers different keys', () => {
    const byKey = Map.groupBy(rows, ({ number, country }) => phoneKey({ value: number, country }));
    const full = ({ code, number, country }: Row): string =>
      `${code} ${parsePhoneNumberFromString(number, country)?.nationalNumber}`;
    const collisions = [...byKey.values()].filter((same) => new Set(same.map(full)).size > 1);
    expect(collisions).toEqual([]);
    expect(byKey.size).toBe(new Set(rows.map(full)).size);
  });
});
