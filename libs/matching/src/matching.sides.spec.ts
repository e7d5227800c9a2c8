import { ADDRESS_PAIRS } from '../test/address-pairs.ts';
import { EUROPEAN_ADDRESSES } from '../test/address-sides-europe.ts';
import { OTHER_ADDRESSES } from '../test/address-sides-world.ts';
import { answerOf, areStrong, report, type Failure } from '../test/answer-of.ts';
import { EMAILS, NO_ROLES, ROLES } from '../test/email-sides.ts';
import { NAME_PAIRS } from '../test/name-pairs.ts';
import { NAMES_BESIDE } from '../test/name-sides-beside.ts';
import { NAMES_IN_DOUBT } from '../test/name-sides-doubt.ts';
import { NAMES_OF_GENERATIONS } from '../test/name-sides-generation.ts';
import { NAMES_TITLED } from '../test/name-sides-optional.ts';
import { NAMES_SHORT } from '../test/name-sides-short.ts';
import { NAMES_UNSPACED } from '../test/name-sides-unspaced.ts';
import { NAMES_WRITTEN } from '../test/name-sides-writing.ts';
import { NAME_TESTS } from '../test/other-names.ts';
import { PHONE_PAIRS } from '../test/phone-pairs.ts';
import { PHONES_EXTENDED } from '../test/phone-sides-extension.ts';
import { PHONES_IN_FIELDS } from '../test/phone-sides-fields.ts';
import { PHONES_OF_PLANS } from '../test/phone-sides-plans.ts';
import { PHONES_READ } from '../test/phone-sides-reading.ts';
import { pairsOf } from '../test/sides.ts';
import { compareNames, identifierKeys, isStrong, type StoredIdentifier, type Term } from './index.ts';

const failuresOf = (id: string, stored: StoredIdentifier, term: Term, expected: string): Failure[] => {
  const got = answerOf(stored, term, term.defaultCountry ?? undefined);
  return got === expected ? [] : [{ id: `${id}: ${JSON.stringify(stored)} / ${term.value}`, expected, got }];
};

describe('one record, and beside each other what is the same, possible and different', () => {
  it.each([
    ['written', NAMES_WRITTEN],
    ['unspaced', NAMES_UNSPACED],
    ['titled', NAMES_TITLED],
    ['with something beside', NAMES_BESIDE],
    ['of generations', NAMES_OF_GENERATIONS],
    ['in doubt', NAMES_IN_DOUBT],
    ['shortened or transliterated', NAMES_SHORT],
  ])('names %s', (_, sides) => {
    const all = sides.flatMap((one) => {
      const name = typeof one.stored === 'string' ? { whole: one.stored } : one.stored;
      return pairsOf(one).flatMap(([value, expected]) =>
        failuresOf(one.rule, { kind: 'NAME', name }, { kind: 'NAME', value }, expected),
      );
    });
    expect(report(all)).toBe('');
  });

  it('names of many sorts, single texts in both directions', () => {
    const all = NAME_PAIRS.flatMap(([one, other, expected]) => {
      if (typeof one !== 'string')
        return failuresOf('', { kind: 'NAME', name: one }, { kind: 'NAME', value: other }, expected);
      return [
        [one, other],
        [other, one],
      ].flatMap(([whole, value = '']) =>
        failuresOf('', { kind: 'NAME', name: { whole } }, { kind: 'NAME', value }, expected),
      );
    });
    expect(report(all)).toBe('');
  });

  it.each([
    ['read', PHONES_READ],
    ['of plans', PHONES_OF_PLANS],
    ['in fields', PHONES_IN_FIELDS],
    ['with extensions or of another country', PHONES_EXTENDED],
  ])('phones %s', (_, sides) => {
    const all = sides.flatMap((one) => {
      const input = typeof one.stored === 'string' ? { value: one.stored } : one.stored;
      const stored: StoredIdentifier = { kind: 'PHONE', ...input };
      const links = areStrong(stored, 'CZ');
      const strong = { id: `${one.rule}: ${input.value}`, expected: `strong ${one.strong}`, got: `strong ${links}` };
      const both = (value: string): boolean => input.kind === 'WHATSAPP' || value.startsWith('+');
      return [
        ...(links === one.strong ? [] : [strong]),
        ...pairsOf(one).flatMap(([value, expected]) =>
          (both(value) ? (['PHONE', 'WHATSAPP'] as const) : (['PHONE'] as const)).flatMap((kind) =>
            failuresOf(one.rule, stored, { kind, value, defaultCountry: 'CZ' }, expected),
          ),
        ),
      ];
    });
    expect(report(all)).toBe('');
  });

  it('phones and addresses of many sorts', () => {
    const phones = PHONE_PAIRS.flatMap(([one, value, expected, strong]) => {
      const stored: StoredIdentifier = { kind: 'PHONE', ...(typeof one === 'string' ? { value: one } : one) };
      const links = areStrong(stored, 'CZ');
      const wrong = { id: JSON.stringify(one), expected: `strong ${strong}`, got: `strong ${links}` };
      return [
        ...(strong === undefined || strong === links ? [] : [wrong]),
        ...failuresOf('', stored, { kind: 'PHONE', value, defaultCountry: 'CZ' }, expected),
      ];
    });
    const addresses = ADDRESS_PAIRS.flatMap(([address, value, expected]) =>
      failuresOf('', { kind: 'ADDRESS', address }, { kind: 'ADDRESS', value }, expected),
    );
    expect(report([...phones, ...addresses])).toBe('');
  });

  it('e-mail addresses', () => {
    const all = EMAILS.flatMap((one) => {
      const stored: StoredIdentifier = { kind: 'EMAIL', value: one.stored };
      const links = areStrong(stored);
      const strong = { id: `${one.rule}: ${one.stored}`, expected: `strong ${one.strong}`, got: `strong ${links}` };
      return [
        ...(links === one.strong ? [] : [strong]),
        ...pairsOf(one).flatMap(([value, expected]) =>
          failuresOf(one.rule, stored, { kind: 'EMAIL', value }, expected),
        ),
      ];
    });
    expect(report(all)).toBe('');
  });

  it.each([
    ['in Europe', EUROPEAN_ADDRESSES],
    ['elsewhere', OTHER_ADDRESSES],
  ])('addresses %s', (_, sides) => {
    const all = sides.flatMap((one) =>
      pairsOf(one).flatMap(([value, expected]) =>
        failuresOf(one.rule, { kind: 'ADDRESS', address: one.stored }, { kind: 'ADDRESS', value }, expected),
      ),
    );
    expect(report(all)).toBe('');
  });

  it('mailboxes of departments never link', () => {
    const links = (local: string): boolean => isStrong('EMAIL', `${local}@example.org`);
    expect([ROLES.filter(links), NO_ROLES.filter((local) => !links(local))]).toEqual([[], []]);
  });

  it('what stands where nobody knows an id, a handle or a mailbox never links, and what is like it does', () => {
    const links =
      (kind: 'EXTERNAL_ID' | 'TWITTER' | 'EMAIL') =>
      (value: string): boolean =>
        identifierKeys({ kind, value }).every((key) => isStrong(kind, key));
    const nothing = ['N/A', 'n/a', 'null', '0', '000', '-', '---', '?', 'xxx', 'Unknown', 'none', 'undefined', 'test'];
    const some = ['7', 'X-1', '0010', 'n1', 'nullah', 'testova', 'xx7'];
    const mailboxes = ['none@none.example', 'no-mail@example.org', 'noemail@noemail.example', 'xxx@example.org'];
    for (const kind of ['EXTERNAL_ID', 'TWITTER'] as const)
      expect([nothing.filter(links(kind)), some.filter(links(kind))]).toEqual([[], some]);
    expect(mailboxes.filter(links('EMAIL'))).toEqual([]);
    expect(['nona@example.org', 'null@example.org'].filter(links('EMAIL'))).toHaveLength(2);
  });

  it('names of two records (D9)', () => {
    const failures = NAME_TESTS.flatMap(({ one, same = [], possible = [], other = [] }) =>
      Object.entries({ same, possible, other }).flatMap(([expected, names]) =>
        names.flatMap((name): Failure[] => {
          const [there, back] = [compareNames(one, name).answer, compareNames(name, one).answer];
          const got = there === back ? there : `${there}, the other way ${back}`;
          return got === expected ? [] : [{ id: `${JSON.stringify([one, name])}`, expected, got }];
        }),
      ),
    );
    expect(report(failures)).toBe('');
  });
});
