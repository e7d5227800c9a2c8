import { PHONE_NUMBER, phoneNumber } from './phone-number.ts';

describe('phoneNumber', () => {
  it.each([
    [
      'its own country before the contact’s',
      { display: '212 555 1234', normalizationCountryCode: 'US' },
      'PT',
      'CZ',
      '+12125551234',
    ],
    ['the contact’s country before the organisation’s', { display: '912 345 678' }, 'PT', 'US', '+351912345678'],
    ['the organisation’s country', { display: '212 555 1234' }, null, 'US', '+12125551234'],
    [
      'a leading + before all',
      { display: '+351 912 345 678', normalizationCountryCode: 'US' },
      'CZ',
      'US',
      '+351912345678',
    ],
    ['no country that is none', { display: '912 345 678' }, 'Portugal', 'PT', '+351912345678'],
  ])('reads a number with %s', (_, input, contact, organisation, e164) => {
    expect(phoneNumber(input, contact, organisation)).toMatchObject({ ...input, userInput: input.display, e164 });
  });

  it('reads digits alone as a messenger writes them, which the country of the organisation would take for its own', () => {
    const digits = { display: '3546119940' };
    expect(phoneNumber(digits, null, 'US')).toMatchObject({ e164: '+13546119940' });
    expect(phoneNumber(digits, null, 'US', true)).toMatchObject({ e164: '+3546119940' });
    expect(phoneNumber({ ...digits, normalizationCountryCode: 'US' }, null, 'US', true)).toMatchObject({
      e164: '+13546119940',
    });
  });

  it('keeps an implausible number as typed, without an E.164 form', () => {
    expect(phoneNumber({ display: 'front desk 12' }, 'PT')).toEqual({
      display: 'front desk 12',
      userInput: 'front desk 12',
    });
  });

  it('computes derived fields anew, whatever a client sends back', () => {
    expect(phoneNumber({ display: '+12125551234', userInput: 'old', e164: '+1999', countryCode: 'PT' }, null)).toEqual({
      display: '+12125551234',
      userInput: '+12125551234',
      e164: '+12125551234',
      countryCode: 'US',
    });
  });

  it('is nothing without a number', () => {
    expect(
      [undefined, null, {}, { display: '' }, { acceptsSMS: true }].map((input) => phoneNumber(input, 'PT')),
    ).toEqual([null, null, null, null, null]);
  });
});

describe('PHONE_NUMBER', () => {
  const contact = { countryCode: 'PT' };

  it('answers the very value when the term is another', () => {
    const phone = phoneNumber({ display: '912 345 678' }, 'PT')!;
    expect(PHONE_NUMBER.replace(phone, contact, () => undefined)).toBe(phone);
  });

  it('reads an extension of 0', () => {
    expect(PHONE_NUMBER.read(phoneNumber({ display: '912 345 678', extension: 0 }, 'PT')!, contact)).toEqual([
      { kind: 'PHONE', value: '912 345 678', country: 'PT', extension: '0' },
    ]);
  });
});
