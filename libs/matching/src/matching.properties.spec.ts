import fc from 'fast-check';

import {
  compareNames,
  identifierKeys,
  nameKeys,
  nameQueryKeys,
  possibleKeys,
  possibleMatch,
  possibleTermKeys,
  termKeys,
  type IdentifierKind,
  type NameInput,
  type StoredIdentifier,
} from './index.ts';

const GIVEN = [
  'Jürgen',
  'Anna',
  'Marie-Claire',
  'Robert',
  'Bob',
  'Mario',
  'Maria',
  'K.',
  'Ondřej',
  'Иван',
  'Ivan',
  '小明',
  'Jean',
];
const FAMILY = [
  'Möller',
  'Mueller',
  'van der Bergh',
  "O'Brien",
  'Novák',
  'Novak Jr.',
  'Петров',
  'Petrov',
  '王',
  'García Márquez',
];
const given = fc.constantFrom(...GIVEN);
const family = fc.constantFrom(...FAMILY);
const middle = fc.option(given, { nil: undefined });
const name = fc.record({ given, middle, family }) as fc.Arbitrary<NameInput>;
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
/** Long enough to be no title and no generation by chance. */
const letters = fc.stringMatching(/^[a-zäöüčřßáéł]{7,10}$/);

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((key) => b.includes(key));
const text = ({ given: first, middle: second, family: last }: NameInput): string =>
  [first, second, last].filter(Boolean).join(' ');

function stored(kind: IdentifierKind, value: string): StoredIdentifier {
  if (kind === 'NAME') return { kind, name: { whole: value } };
  return kind === 'ADDRESS' ? { kind, address: { whole: value } } : { kind, value };
}

describe('names', () => {
  it('are compared the same way round and round about', () => {
    fc.assert(fc.property(name, name, (a, b) => expect(compareNames(a, b)).toEqual(compareNames(b, a))));
  });

  it('are themselves, however written', () => {
    fc.assert(
      fc.property(name, (one) => {
        const keys = nameKeys(one);
        const plain = text(one);
        const ways = [
          plain,
          plain.toUpperCase(),
          plain.normalize('NFD'),
          ` ${plain} *`,
          `\u200b${plain}`,
          `Dr. ${plain}`,
        ];
        for (const way of ways) expect([way, meet(keys, nameQueryKeys(way))]).toEqual([way, true]);
      }),
    );
  });

  it('of any letters meet in another order and without diacritics', () => {
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), (words) => {
        const keys = nameKeys({ whole: words.join(' ') });
        const bare = words.join('-').normalize('NFD').replace(/\p{M}/gu, '');
        for (const way of [words.toReversed().join(' '), bare]) expect(meet(keys, nameQueryKeys(way))).toBe(true);
      }),
    );
  });

  it('that are possible are found by their possible keys', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const value = text(other);
        const identifier: StoredIdentifier = { kind: 'NAME', name: one };
        if (possibleMatch(identifier, { kind: 'NAME', value }) === undefined) return;
        expect(meet(possibleKeys(identifier), possibleTermKeys({ kind: 'NAME', value }))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('with one typing error are found by their possible keys', () => {
    const long = fc.stringMatching(/^[a-z]{6,10}$/);
    fc.assert(
      fc.property(long, letters, fc.nat(5), (word, other, at) => {
        const typed = word.slice(0, at) + word.slice(at + 1);
        const identifier: StoredIdentifier = { kind: 'NAME', name: { given: other, family: word } };
        const term = { kind: 'NAME' as const, value: `${other} ${typed}` };
        if (possibleMatch(identifier, term) === undefined) return;
        expect(meet(possibleKeys(identifier), possibleTermKeys(term))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('have few keys', () => {
    fc.assert(
      fc.property(name, (one) => {
        expect(nameKeys(one).length).toBeLessThanOrEqual(16);
        expect(possibleKeys({ kind: 'NAME', name: one }).length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe.each(['NAME', 'ADDRESS', 'PHONE', 'EMAIL', 'WHATSAPP'] as const)('%s', (kind) => {
  it('of any text: never throws, finds itself, keys can be stored', () => {
    fc.assert(
      fc.property(anyText, anyText, (value, other) => {
        const identifier = stored(kind, value);
        const keys = identifierKeys(identifier, 'CZ');
        const asked = termKeys(kind, value, 'CZ');
        expect([keys.length > 0, meet(keys, asked)]).toEqual([asked.length > 0, asked.length > 0]);
        possibleMatch(identifier, { kind, value: other, defaultCountry: 'CZ' }, 'CZ');
        for (const key of [...keys, ...possibleKeys(identifier, 'CZ')]) {
          expect(key.isWellFormed() && !key.includes('\0') && Buffer.byteLength(key) <= 512).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it('computes the keys of 10,000 names in two seconds', () => {
  const start = process.cpuUsage();
  for (let at = 0; at < 10_000; at += 1) nameKeys({ given: `Mario${at}`, middle: 'Jürgen', family: `Šedláček${at}` });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(2);
});
