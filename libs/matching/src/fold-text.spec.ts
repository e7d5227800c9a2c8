import fc from 'fast-check';

import { foldText } from './fold-text.ts';

const anyText = fc.string({ unit: 'binary' });

describe('foldText', () => {
  it.each([
    ['  Hamanová\t Marie\u00a0', 'hamanova marie'],
    ['STRASSE ẞß', 'strasse ssss'],
    ['Øystein Łukasz Đặng Iðunn Þór Æsa Œuvre', 'oystein lukasz dang idunn thor aesa oeuvre'],
    ['İIıi', 'iiii'],
    ['Ἅιδης ᾼ ΣΊΣΥΦΟΣ', 'αιδησ α σισυφοσ'],
    ['Йосиф Ёлкин', 'йосиф елкин'],
    ['مُحَمَّد أحمد عليـى', 'محمد احمد عليي'],
    ['کریم', 'كريم'],
    ['שָׂרָה', 'שרה'],
    ['फ़ोन', 'फोन'],
    ['ＦＵＬＬ ﬁt', 'full fit'],
    ['Ma\u200brie\ufeff\u202e\u00ad\u0000', 'marie'],
    ['O’Brien O´Brien O`Brien', "o'brien o'brien o'brien"],
    ['Anne‑Marie–Ann−e', 'anne-marie-ann-e'],
    ['\u{1d49c}\u0301', 'a'],
    ['o\u0301 \u0345\u0301 .\u0301x 1\u20e3', 'o .x 1'],
    ['\ufeff\u200b\u2060\u3164', ''],
    // Marks that Unicode gives a tatweel of their own to stand on.
    ['\ufe7d\ufcf2', ''],
  ])('folds %j to %j', (value, expected) => expect(foldText(value)).toBe(expected));

  it.each([
    ['राम', 'रमा'],
    ['かき', 'がき'],
    ['กา', 'กี'],
    ['й', 'и'],
  ])('keeps %s and %s apart: marks of other scripts are letters', (a, b) => expect(foldText(a)).not.toBe(foldText(b)));

  it('is idempotent, and composed and decomposed forms are equal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        for (const form of ['NFC', 'NFD']) expect(foldText(text.normalize(form))).toBe(folded);
      }),
      { numRuns: 3000 },
    );
  });

  it('never makes a visible letter vanish', () => {
    // A vowel sign by itself is a letter for Unicode: on a space (U+FE70), or on a tatweel.
    const visible = (text: string): string =>
      text.normalize('NFKD').replace(/[\u0640\p{Default_Ignorable_Code_Point}]/gu, '');
    fc.assert(
      fc.property(
        anyText.filter((text) => /[\p{L}\p{N}]/u.test(visible(text))),
        (text) => {
          expect(foldText(text)).not.toBe('');
        },
      ),
    );
  });
});
