import { addressKeys, addressQueryKeys } from './address.ts';

const record = {
  lines: ['R. Família Marques, 19', null],
  city: 'Montijo',
  state: 'SE',
  postalCode: '2870-021',
  country: 'PT',
};
const found = (term: string, address = record): boolean =>
  addressQueryKeys(term).some((key) => addressKeys(address).includes(key));

describe('addressKeys', () => {
  it.each([
    'R. Família Marques, 19, Montijo 2870-021',
    '2870-021 Montijo; R Familia Marques 19',
    'r familia marques 19 montijo 2870 021',
    'R Família Marques 19 Montijo 2870021',
    'R. Família Marques,19,Montijo,2870-021',
    'R. Família Marques, 19, Montijo, SE 2870-021',
    'R. Família Marques, 19, Montijo, 2870-021, PT',
    'R. Família Marques, 19, Montijo, SE 2870-021, PORTUGAL',
  ])('finds %s', (term) => expect(found(term)).toBe(true));

  it.each([
    'R. Família Marques, 19',
    'R. Família Marques, 9, Montijo 2870-021',
    'R. Família Marques, 19, Montijo 2870-021 Spain',
    '',
  ])('does not find %s', (term) => expect(found(term)).toBe(false));

  it.each([
    ['United Kingdom', 'GB'],
    ['us', 'USA'],
    ['CZ', 'Czech Republic'],
    ['Czechia', 'cz'],
    ['Narnia', 'narnia'],
  ])('takes the country %s also as %s', (country, written) => {
    expect(
      found(`1 High Street Ely ${written}`, { lines: ['1 High Street'], city: 'Ely', country } as typeof record),
    ).toBe(true);
  });

  it('gives nothing without street lines, city and postal code', () => {
    expect(addressKeys({ lines: ['', undefined], state: 'SE', country: 'PT' })).toEqual([]);
    expect(addressKeys({})).toEqual([]);
  });

  it('has few keys', () => {
    expect(addressKeys(record)).toHaveLength(4);
    expect(addressKeys({ lines: ['12 Main St'], city: 'Ely', postalCode: 'CB7 4DL', country: 'GB' })).toHaveLength(2);
    expect(addressKeys({ lines: ['12 Main St'], city: 'Ely' })).toEqual(['ely main st|12||-|-']);
  });

  it('takes a single field whole, without duplicates', () => {
    expect(addressKeys({ whole: "12, Main St., St. John's" })).toContain('johns main st st|12||-|-');
    expect(addressKeys({ whole: 'Apt. 5-B' })).toEqual(['apt 5b|||-|-']);
    expect(addressKeys({ whole: '#' })).toEqual(['#']);
  });
});
