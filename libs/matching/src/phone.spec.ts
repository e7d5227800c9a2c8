import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';

import { parsePhone, phoneKey, phoneKeys } from './phone.ts';

const key = (value: string, country?: string): string | undefined => phoneKey({ value, country });

describe('phoneKey', () => {
  it.each([
    ['+1 212 555 0147 ext. 12'],
    ['+1 (212) 555-0147 x12'],
    ['+1 212 555 0147 Extensión 12'],
    ['+1 212 555 0147 #12'],
    ['+12125550147,,12'],
    ['tel:+1-212-555-0147;ext=12'],
    ['+12125550147;ext=12;phone-context=example.com'],
  ])('reads the extension of %s', (value) => expect(key(value)).toBe('+12125550147;ext=12'));

  it('keeps extensions apart, and a field overrules the text', () => {
    const keys = [{}, { extension: '12' }, { extension: 'ext 013' }].map((field) =>
      phoneKey({ value: '+12125550147', ...field }),
    );
    expect(keys).toEqual(['+12125550147', '+12125550147;ext=12', '+12125550147;ext=013']);
    expect(phoneKey({ value: '+12125550147 x99', extension: '12' })).toBe('+12125550147;ext=12');
  });

  it.each([
    ['sip:+12125550147@10.0.0.1;user=phone', undefined, '+12125550147'],
    ['\u202a+1 (212) 555-0147\u202c', undefined, '+12125550147'],
    ['＋１ ２１２ ５５５ ０１４７', undefined, '+12125550147'],
    ['+३५१ २१२६५१५७३', undefined, '+351212651573'],
    ['٢١٢٦٥١٥٧٣', 'PT', '+351212651573'],
    ['06 698 12345', 'IT', '+390669812345'],
    ['+44 (0)20 7946 0958', undefined, '+442079460958'],
    ['07781 123456', 'GG', '+447781123456'],
    ['8 495 123 45 67', 'RU', '+74951234567'],
    ['011 15 2345-6789', 'AR', '+541123456789'],
    ['+54 11 15 2345 6789', undefined, '+541123456789'],
    ['+52 1 55 1234 5678', undefined, '+525512345678'],
    ['044 55 1234 5678', 'MX', '+525512345678'],
    ['0 15 11 91234-5678', 'BR', '+5511912345678'],
    ['011 351 212651573', 'US', '+351212651573'],
    ['00351212651573', 'US', '+351212651573'],
    ['00351212651573', undefined, '+351212651573'],
    ['0082 010-2663-1733', 'KR', '+821026631733'],
    ['00 55 11 99123-4567', 'BR', '+5511991234567'],
    ['+00351212651573', undefined, '+351212651573'],
    ['+49 30 123456', 'US', '+4930123456'],
    ['+49 5', 'US', '495'],
    ['+999 123456', 'US', '999123456'],
    ['1', 'US', '1'],
    ['212651573', undefined, '212651573'],
    ['ext 12', undefined, '12'],
    ['home', 'US', undefined],
  ])('%s in %s is %s', (value, country, expected) => expect(key(value, country)).toBe(expected));

  it('uses the default country when the record has none that exists', () => {
    for (const country of [undefined, null, '', 'ZZ', 'Portugal']) {
      expect(phoneKey({ value: '212651573', country }, 'pt')).toBe('+351212651573');
    }
    expect(phoneKey({ value: '212651573', country: 'pt' }, 'US')).toBe('+351212651573');
  });

  it('is the key of itself, and of its E.164 when it is valid, in every country', () => {
    const digits = fc.stringMatching(/^0{0,2}[0-9]{1,19}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom(...getCountries()), (value, country) => {
        const own = key(value, country) ?? '';
        if (!own.startsWith('+')) return expect(own).toBe(value);
        return expect([key(own), key(parsePhone({ value, country }).e164 ?? '')]).toEqual([own, own]);
      }),
      { numRuns: 1000 },
    );
  });

  it('keys what is not valid by its digits, and with the calling code when number or record say the country', () => {
    expect(phoneKeys({ value: '21 265 247 1573' }, 'PT')).toEqual(['212652471573']);
    expect(phoneKeys({ value: '21 265 247 1573', country: 'PT' })).toEqual(['212652471573', '351212652471573']);
    expect(phoneKeys({ value: '+351 21 265 247 1573' })).toEqual(['351212652471573']);
    expect(phoneKeys({ value: '112', country: 'CZ' })).toEqual(['112']);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (value, other) => {
        phoneKey({ value, extension: other, country: other }, other);
      }),
    );
    expect(key('9'.repeat(100_000), 'US')).toMatch(/^sha256:/);
    expect(key(`${'x,#;'.repeat(50_000)}1`)).toBe('1');
  });
});

describe('parsePhone', () => {
  it('tells a plausible number from one of an impossible length', () => {
    expect(parsePhone({ value: '212 651 573 x7' }, 'PT')).toEqual({
      key: '+351212651573;ext=7',
      e164: '+351212651573',
      international: '+351 21 265 1573',
      countryCode: 'PT',
      extension: '7',
    });
    expect(parsePhone({ value: '21 265 247 1573' }, 'PT')).toEqual({ key: '212652471573' });
  });

  it('names a country that shares its calling code only when something tells', () => {
    expect(parsePhone({ value: '+1 604 780 4308' }).countryCode).toBe('CA');
    expect(parsePhone({ value: '+1 555 123 4567' }).countryCode).toBeUndefined();
    expect(parsePhone({ value: '+1 555 123 4567', country: 'CA' }).countryCode).toBe('CA');
    expect(parsePhone({ value: '+1 555 123 4567', country: 'PT' }).countryCode).toBeUndefined();
  });
});
