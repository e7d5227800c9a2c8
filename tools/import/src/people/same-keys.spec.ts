import { addressKeys, emailKey, nameKeys, phoneKey, type PhoneInput } from '@lethe/matching';
import { contactFields } from './external-contact.ts';
import { dataOf } from './dialer-contact.ts';
import { userFields } from './user.ts';
import { writtenInternationally } from './phone.ts';
import { SOURCES } from '../../test/sources.ts';
import { identity } from '../../test/people.ts';
import type { Identity } from '../rows/identity.ts';

/** A first word that is also a title ("Maj", "Panna") gives a text of its own one key more. */
const haveCommonKey = ([first, ...others]: (string | undefined | (string | undefined)[])[]): boolean =>
  [first].flat().some((key) => key !== undefined && others.every((keys) => [keys].flat().includes(key)));

const isValid = (number: PhoneInput): boolean => phoneKey(number)?.startsWith('+') ?? false;

/** The keys under which the services index what is made of a row, with a default country that is nobody's. */
function keysOf(row: Identity) {
  const contact = contactFields(row);
  const data = dataOf(row);
  const user = userFields(row);
  const phone = (value: string | undefined, country?: string | null) => phoneKey({ value: value ?? '', country }, 'AQ');
  return {
    names: [
      nameKeys({ given: contact.firstName, middle: contact.middleName, family: contact.lastName }),
      nameKeys({ given: data.GivenName, middle: data.MiddleInitial, family: data.Surname }),
      [
        ...new Set([
          ...nameKeys({ whole: user.name }),
          ...nameKeys({ whole: `${row.GivenName} ${row.MiddleInitial} ${row.Surname}` }),
        ]),
      ],
    ],
    emails: [contact.personalEmail, data.EmailAddress, user.email].map((value) => emailKey(value ?? '')),
    phones: [
      phone(contact.cellPhone?.display, contact.cellPhone?.normalizationCountryCode),
      phone(data.TelephoneNumber, data.Country),
      ...user.addresses.map(({ address, countryCode }) => phone(address, countryCode)),
    ],
    addresses: [
      addressKeys({
        lines: [contact.address.address1],
        city: contact.address.city,
        state: contact.address.state,
        postalCode: contact.address.postalCode,
        country: contact.address.countryCode,
      }),
      addressKeys({
        lines: [data.StreetAddress],
        city: data.City,
        state: data.State,
        postalCode: data.ZipCode,
        country: data.Country,
      }),
    ],
  };
}

describe.each(SOURCES)('everything that is made of one of the $name', ({ rows }) => {
  it('is found by the same name, e-mail address, phone number and address', () => {
    const split = rows.filter(({ identity: row }) =>
      Object.values(keysOf(row)).some((spellings) => !haveCommonKey(spellings)),
    );
    expect(split).toEqual([]);
  });

  it('has a valid phone number written in two ways', () => {
    const valid = rows.filter(({ identity: row }) => isValid({ value: row.TelephoneNumber, country: row.Country }));
    expect(valid.length).toBeGreaterThan(rows.length / 4);
    const same = valid.filter(({ identity: row }) => writtenInternationally(row) === row.TelephoneNumber);
    expect(same).toEqual([]);
  });
});

describe('writtenInternationally', () => {
  it.each([
    ['21 265 2471', '351', '+351 21 265 2471'],
    ['21 265 247 1573', '351', '21 265 247 1573'],
    ['078 8554 7794', '+44', '+44 078 8554 7794', 'GB'],
    ['+351 21 265 2471', '351', '+351-21-265-2471'],
    ['21 265 2471', '', '+351 21 265 2471'],
    ['ask her sister', '351', 'ask her sister'],
    ['', '351', ''],
  ])('writes %j with the calling code %j as %j', (TelephoneNumber, TelephoneCountryCode, written, Country = 'PT') =>
    expect(writtenInternationally(identity({ TelephoneNumber, TelephoneCountryCode, Country }))).toBe(written),
  );
});
