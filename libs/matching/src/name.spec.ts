import fc from 'fast-check';

import { nameKeys, nameQueryKeys } from './name.ts';

const whole = (name: string): string[] => nameKeys({ whole: name });

describe('nameKeys', () => {
  it('has given + family and, with a middle name, all three', () => {
    expect(nameKeys({ given: 'Marie', middle: 'J.', family: 'Hamanová' })).toEqual([
      'hamanova marie',
      'hamanova j marie',
    ]);
    expect(nameKeys({ given: ' Marie ', middle: ' ', family: 'Hamanová' })).toEqual(['hamanova marie']);
  });

  it('takes a single part, and a single field, alone', () => {
    expect(nameKeys({ given: 'Marie', family: null })).toEqual(['marie']);
    expect(nameKeys({ given: 'Marie', middle: 'Jana' })).toEqual(['marie', 'jana marie']);
    expect(nameKeys({ given: 'Marie', family: 'Hamanová', whole: 'Hamanová, Marie' })).toEqual(['hamanova marie']);
  });

  it('has no key without anything visible, but one for punctuation', () => {
    for (const name of ['', ' ', '\ufeff\u200b', '\u0000']) expect(whole(name)).toEqual([]);
    expect(nameKeys({})).toEqual([]);
    expect(whole('...')).toEqual(['...']);
  });

  it('has few keys', () => {
    expect(whole('Marie Hamanová')).toHaveLength(1);
    expect(whole('Jörg Schäfer')).toHaveLength(4);
    expect(whole('Ing. Petr "Péťa" Malý Jr. (roz. Bílý)')).toHaveLength(8);
    expect(whole('Äöüäöü Äöüäöü Äöüäöü').length).toBeLessThanOrEqual(64);
  });

  it('does not count case, diacritics, white space and order', () => {
    // Long enough on both sides of a mark to be neither a title nor a generation ("S'ñr-" is one).
    const word = fc.stringMatching(/^[a-zA-Zéüñłøßçåš]{5,9}(?:['-][a-zéüñłøßçåš]{5})?$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(' ', '\t ', '\u00a0', ' \u200f'),
        (words, gap) => {
          const key = whole(words.join(' '));
          const plain = words.join(' ').normalize('NFD').replace(/\p{M}/gu, '');
          for (const name of [
            words.toReversed().join(gap),
            plain,
            words.join(gap).toUpperCase(),
            `\ufeff${words.join(' ')}`,
          ]) {
            expect(nameQueryKeys(name).some((one) => key.includes(one))).toBe(true);
          }
        },
      ),
    );
  });
});
