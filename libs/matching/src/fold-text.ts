import { caseFold } from 'unicode-case-folding';

import { dropInvisible } from './invisible.ts';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const APOSTROPHES = /[`´‘’‛′＇ʹʻʼʽʾʿ՚׳ꞌ]/g;
const HYPHENS = /[\p{Pd}−]/gu;
const WHITE_SPACE = /[\s\u0085]+/g;

/**
 * Marks are diacritics in these scripts (in Arabic and Hebrew: vowels that most people leave out), or where no letter
 * carries them. Elsewhere they are vowels and consonants (Devanagari, Thai) or make another letter (Japanese voicing):
 * dropping them there would make different names equal.
 */
const DIACRITICS =
  /([[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]&&\p{L}])\p{M}+|(?<![\p{L}\p{M}])[\p{M}&&\p{Script=Inherited}]+/gv;

/** й is a letter of its own, not и with a mark. */
const SHORT_I = /^[иИ]\u0306/;

/** Nukta of the Indic scripts (Unicode: canonical combining class 7). */
const NUKTA =
  /[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\u{110ba}\u{11173}\u{111ca}\u{11236}\u{112e9}\u{1133c}\u{11446}\u{114c3}\u{115c0}\u{116b7}\u{1183a}\u{11943}]/gu;

/** Letters that readers take for another one, but that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  // Arabic: alef wasla, alef maqsura; Persian ya and kaf.
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Only stretches a word, or carries a mark; goes first, so that the mark is that of the letter before, or nobody's. */
const TATWEEL = 'ـ';

const withoutDiacritics = (value: string): string =>
  value
    .normalize('NFKD')
    .replaceAll(TATWEEL, '')
    .replace(DIACRITICS, (marked, letter = '') => SHORT_I.exec(marked)?.[0] ?? letter)
    .replace(NUKTA, '');

/**
 * The folding that names and addresses share (matching.md): case, diacritics of Latin, Greek and Cyrillic letters (й is
 * a letter of its own), Arabic and Hebrew vowel points, Arabic forms of alef, ya and kaf, nukta, compatibility forms
 * (full width, ligatures), white space, and the typographic variants of apostrophe and hyphen do not count; invisible
 * characters are dropped. 'ö' equals 'o'; for 'oe' see letterVariants. Returns '' when nothing visible is left.
 */
export function foldText(value: string): string {
  // NFC turns a Greek oxia into '´', which NFKD would take apart into a space and an accent.
  const plain = value.normalize('NFC').replace(APOSTROPHES, "'");
  return (PRINTABLE_ASCII.test(plain) ? plain.toLowerCase() : foldUnicode(plain)).replace(WHITE_SPACE, ' ').trim();
}

function foldUnicode(value: string): string {
  const bare = withoutDiacritics(dropInvisible(value.normalize('NFKD')));
  return withoutDiacritics(caseFold(bare))
    .replace(UNDECOMPOSED, (letter) => LETTERS[letter] ?? letter)
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .normalize('NFC');
}
