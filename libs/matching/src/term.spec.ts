import { naughtyStrings } from '@lethe/testing/naughty-strings';
import fc from 'fast-check';

import { addressKeys } from './address.ts';
import { IDENTIFIER_KINDS, STRONG_KINDS } from './kinds.ts';
import { nameKeys } from './name.ts';
import { isSearchable, termKeys } from './term.ts';

describe('termKeys', () => {
  it('has a key for each kind', () => {
    const keys = IDENTIFIER_KINDS.map((kind) => termKeys(kind, kind === 'PHONE' ? '212651573' : '@A, b', 'PT'));
    expect(keys.map(([first]) => first)).toEqual([
      'a b',
      'a b|||-|-',
      '+351212651573',
      '@a, b',
      'a, b',
      'a, b',
      'a, b',
      'a, b',
      'a, b',
      '@A, b',
    ]);
  });

  it('never throws; its keys are storable and idempotent', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...naughtyStrings()),
      fc.constantFrom('\ud800', 'a\udc00\0'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...IDENTIFIER_KINDS), value, (kind, text) => {
        for (const key of termKeys(kind, text)) {
          expect(key.isWellFormed() && !key.includes('\0') && Buffer.byteLength(key) <= 512).toBe(true);
          if (!key.startsWith('sha256:') && kind !== 'NAME' && kind !== 'ADDRESS')
            expect(termKeys(kind, key)).toContain(key);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('finds each naughty string that a record holds as its name or address', () => {
    for (const text of naughtyStrings()) {
      for (const [kind, keys] of [
        ['NAME', nameKeys({ whole: text })],
        ['ADDRESS', addressKeys({ whole: text })],
      ] as const) {
        const asked = termKeys(kind, text);
        expect([kind, text, keys.length > 0 && !keys.some((key) => asked.includes(key))]).toEqual([kind, text, false]);
        expect(keys.length > 0).toBe(asked.length > 0);
      }
    }
  });
});

describe('isSearchable', () => {
  it('wants five digits of a phone number, the extension not counted', () => {
    expect(['1234', '12-345', '+1 23 x4567', 'abc'].map((value) => isSearchable('PHONE', value))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('wants a key of any other kind', () => {
    expect(IDENTIFIER_KINDS.filter((kind) => isSearchable(kind, ''))).toEqual([]);
    expect(['NAME', 'EMAIL', 'TWITTER'].filter((kind) => isSearchable(kind as 'NAME', '\ufeff '))).toEqual([]);
  });
});

it('a name or an address alone is not strong', () => {
  expect(IDENTIFIER_KINDS.filter((kind) => !STRONG_KINDS.has(kind))).toEqual(['NAME', 'ADDRESS']);
});
