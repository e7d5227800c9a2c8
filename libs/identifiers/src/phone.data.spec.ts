import { peopleSources, type Person } from '@lethe/testing/people';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

import { phoneKey } from './phone.ts';

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
  const rows = people.map(rowOf);

  it('holds 1,500 numbers', () => expect(rows.filter(({ number }) => number !== '')).toHaveLength(1500));

  it('gives every spelling of a number one key', () => {
    const split = rows
      .map((row) => ({ row, keys: [...new Set(spellings(row))] }))
      .filter(({ keys }) => keys.length !== 1);
    expect(split).toEqual([]);
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
