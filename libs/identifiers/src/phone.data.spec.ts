import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

import { phoneKey } from './phone.ts';

const FILE = path.resolve(import.meta.dirname, '../../../../shared/data/identities.csv');
/** Brazil dials abroad by '00' and a carrier's code: '0055' there is a carrier, not the country. */
const OTHER_ABROAD = new Set(['BR']);

interface Row {
  number: string;
  code: string;
  country: CountryCode;
}

function readRows(): Row[] {
  if (!existsSync(FILE)) throw new Error(`Test data is missing: ${FILE}`);
  const [head = [], ...rows] = readFileSync(FILE, 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
    .map(cells);
  const column = (name: string): number => head.indexOf(name);
  const [number, code, country] = [column('TelephoneNumber'), column('TelephoneCountryCode'), column('Country')];
  return rows.map((row) => ({
    number: row[number] ?? '',
    code: row[code] ?? '',
    country: row[country] as CountryCode,
  }));
}

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

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
  const abroad = [`00${code}${digits}`, `00 ${code} ${number}`];
  return [
    ...record.map((value) => phoneKey({ value, country })),
    ...record.map((value) => phoneKey({ value }, country)),
    ...record.map((value) => phoneKey({ value, country: country.toLowerCase() }, 'JP')),
    ...international.map((value) => phoneKey({ value })),
    ...international.map((value) => phoneKey({ value, country: 'JP' }, 'KE')),
    ...(OTHER_ABROAD.has(country) ? [] : abroad.map((value) => phoneKey({ value }, country))),
  ];
}

describe('phone keys of the identities file', () => {
  const rows = readRows();

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
