import type { AddressInput } from './address-reading.ts';
import { replaceAddress } from './replace-address.ts';

const praha: AddressInput = { lines: ['Stará 1'], city: 'Praha', postalCode: '110 00', country: 'CZ' };
const austin: AddressInput = {
  lines: ['900 Elm Street', 'Suite 6'],
  city: 'Austin',
  state: 'TX',
  postalCode: '78701',
  country: 'United States',
};

describe('replaceAddress', () => {
  it.each<[string, AddressInput, string, string, AddressInput]>([
    [
      'keeps the country that the text does not name',
      praha,
      'Stará 1, 110 00 Praha',
      'Nová 25/3, 602 00 Brno',
      { lines: ['Nová 25/3'], city: 'Brno', postalCode: '602 00', country: 'CZ' },
    ],
    [
      'writes a country as the record does',
      praha,
      'Stará 1, Praha 110 00, Česko',
      'Lange Gasse 4, 8020 Graz, Österreich',
      { lines: ['Lange Gasse 4'], city: 'Graz', postalCode: '8020', country: 'AT' },
    ],
    [
      'keeps town and postal code that the text does not name',
      praha,
      '110 00 Praha, Stará 1',
      'Nová 25/3',
      { lines: ['Nová 25/3'], city: 'Praha', postalCode: '110 00', country: 'CZ' },
    ],
    [
      'a town without a postal code',
      praha,
      'Stará 1, 110 00 Praha',
      'Nová 25/3, Praha 2',
      { lines: ['Nová 25/3, Praha 2'], city: 'Praha', postalCode: '110 00', country: 'CZ' },
    ],
    [
      'the town first',
      praha,
      'Stará 1, 110 00 Praha',
      '602 00 Brno, Nová 25/3',
      { lines: ['Nová 25/3'], city: 'Brno', postalCode: '602 00', country: 'CZ' },
    ],
    [
      'no comma',
      praha,
      'Stará 1, 110 00 Praha',
      'Nová 25/3 602 00 Brno',
      { lines: ['Nová 25/3'], city: 'Brno', postalCode: '602 00', country: 'CZ' },
    ],
    [
      'two lines and a state',
      austin,
      '900 Elm Street, Suite 6, Austin, Texas 78701',
      '12 Oak Road, Unit 3, Dover, Delaware 19901',
      { lines: ['12 Oak Road', 'Unit 3'], city: 'Dover', state: 'DE', postalCode: '19901', country: 'United States' },
    ],
    [
      'the old unit goes',
      austin,
      '900 Elm Street, Suite 6, Austin, TX 78701',
      '12 Oak Road, Austin, TX 78702',
      { lines: ['12 Oak Road', null], city: 'Austin', state: 'TX', postalCode: '78702', country: 'United States' },
    ],
    [
      'a town that is also a region',
      { lines: ['Rua Nova 5'], city: 'Lisboa' },
      'Rua Nova 5, Lisboa',
      'Rua Velha 1, Porto',
      { lines: ['Rua Velha 1'], city: 'Porto' },
    ],
    ...[
      ['Nová 3, 110 00 Praha', 'Praha', '110 00', 'CZ'],
      ['Hauptstraße 5, 10827 Berlin, Deutschland', 'Berlin', '10827', 'DE'],
      ['10 Downing Street, London SW1A 2AA, United Kingdom', 'London', 'SW1A 2AA', 'GB'],
      ['Via Roma 5, 20121 Milano, Italia', 'Milano', '20121', 'IT'],
      ['Av. Juárez 5, Ciudad de México 06010, México', 'Ciudad de México', '06010', 'MX'],
      ['350 Fifth Avenue, New York 10118, USA', 'New York', '10118', 'US'],
    ].map(
      ([text = '', city = '', postalCode = '', country = '']): [string, AddressInput, string, string, AddressInput] => [
        `a town that is also a state, ${city}`,
        { lines: ['Dlouhá 1'], city: 'Brno', state: null, postalCode: '602 00', country: 'CZ' },
        'Dlouhá 1, 602 00 Brno',
        text,
        { lines: [text.split(',')[0]], city, state: null, postalCode, country },
      ],
    ),
    [
      'a flat, and a town that is also a state',
      { lines: ['Dlouhá 1', 'byt 2'], city: 'Brno', state: null, postalCode: '602 00', country: 'CZ' },
      'Dlouhá 1, byt 2, 602 00 Brno',
      'Nová 3, byt 5, 110 00 Praha',
      { lines: ['Nová 3', 'byt 5'], city: 'Praha', state: null, postalCode: '110 00', country: 'CZ' },
    ],
    ['one part alone', praha, 'praha', 'Brno', { ...praha, city: 'Brno' }],
    ['one line alone', austin, 'Suite 6', 'Suite 9', { ...austin, lines: ['900 Elm Street', 'Suite 9'] }],
    ['a single field', { whole: 'Stará 1, Praha' }, 'stara 1 praha', 'Nová 2, Brno', { whole: 'Nová 2, Brno' }],
  ])('%s', (_, current, existing, updated, expected) =>
    expect(replaceAddress(current, existing, updated)).toEqual(expected),
  );

  it.each(['Stará 2, 110 00 Praha', 'Brno', ''])('does not match %j', (existing) =>
    expect(replaceAddress(praha, existing, 'Nová 1, Brno')).toBeUndefined(),
  );
});
