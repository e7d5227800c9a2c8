import type { IdentifierKey, PersonName } from '@lethe/contracts';
import fc from 'fast-check';
import { sharedKeys, strongKeys } from './shared-keys.ts';

const EMAIL: IdentifierKey = { kind: 'EMAIL', key: 'a@example.org' };
const PHONE: IdentifierKey = { kind: 'PHONE', key: '+420606500100' };
const WHATSAPP: IdentifierKey = { ...PHONE, kind: 'WHATSAPP' };
const name = (whole: string): PersonName => ({ whole });
const carried = (key: IdentifierKey, ...names: string[]) => [{ ...key, names: names.map(name) }];

describe('an identifier', () => {
  test.each([
    ['other names', ['Jana Malá', 'Petr Novák'], true],
    ['names that are one edit apart', ['Mario Rossi', 'Maria Rossi'], true],
    ['a name and that of two people', ['Jana Malá', 'Jana Malá a Petr Novák'], true],
    ['two spellings of a name', ['Jana Malá', 'MALA, Jana'], false],
    ['a name and its initial', ['Jana Malá', 'J. Malá'], false],
    ['one name', ['Jana Malá'], false],
    ['no name', [], false],
  ])('that records carry under %s is shared or not', (_, names, isShared) => {
    expect(sharedKeys([EMAIL], { lists: carried(EMAIL, ...names) })).toEqual(isShared ? [EMAIL] : []);
  });

  test('is shared when records of two domains disagree', () => {
    const carriers = { lists: carried(EMAIL, 'Jana Malá'), contacts: carried(EMAIL, 'Petr Novák') };
    expect(sharedKeys([EMAIL], carriers)).toEqual([EMAIL]);
    expect(sharedKeys([EMAIL], { lists: carriers.lists })).toEqual([]);
  });

  test("is shared when one record's name is other than the subject's", () => {
    expect(sharedKeys([EMAIL], { lists: carried(EMAIL, 'Petr Novák') }, [name('Jana Malá')])).toEqual([EMAIL]);
  });

  test('is not shared by the names of the subject and its merge set: they are one person', () => {
    const own = [name('Jana Malá'), name('Jana Nováková')];
    const carriers = { contacts: carried(EMAIL, 'Jana Malá', 'Jana Nováková') };
    expect(sharedKeys([EMAIL], carriers, own)).toEqual([]);
    expect(sharedKeys([EMAIL], carriers)).toEqual([EMAIL]);
  });

  test('that nobody carries is not shared, whatever is said of others', () => {
    expect(sharedKeys([PHONE], { lists: carried(EMAIL, 'Jana Malá', 'Petr Novák') })).toEqual([]);
    expect(sharedKeys([PHONE])).toEqual([]);
  });

  test('as a WhatsApp id is the phone number', () => {
    const carriers = { lists: carried(PHONE, 'Jana Malá'), talks: carried(WHATSAPP, 'Petr Novák') };
    expect(sharedKeys([WHATSAPP, PHONE], carriers)).toEqual([WHATSAPP, PHONE]);
  });
});

test('a carrier more never makes a shared identifier unshared', () => {
  const whole = fc.constantFrom('Jana Malá', 'J. Malá', 'Petr Novák', 'Petra Nováková', 'Mario Rossi', 'Maria Rossi');
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 5 }), whole, (names, more) => {
      if (sharedKeys([EMAIL], { lists: carried(EMAIL, ...names) }).length === 0) return;
      expect(sharedKeys([EMAIL], { lists: carried(EMAIL, ...names), contacts: carried(EMAIL, more) })).toEqual([EMAIL]);
    }),
  );
});

test('only strong identifiers are judged', () => {
  const weak: IdentifierKey[] = [
    { kind: 'NAME', key: 'jana mala' },
    { kind: 'EMAIL', key: 'info@example.org' },
    { kind: 'PHONE', key: '112' },
  ];
  expect(strongKeys([...weak, EMAIL, PHONE])).toEqual([EMAIL, PHONE]);
});
