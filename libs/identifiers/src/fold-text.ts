import { caseFold } from 'unicode-case-folding';

import { dropInvisible } from './invisible.ts';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const APOSTROPHES = /[`´‘’‛′＇ʹʻʼʽʾʿ]/g;
const HYPHENS = /[\p{Pd}−]/gu;
const WHITE_SPACE = /[\s\u0085]+/g;

/**
 * Marks are diacritics in these scripts, or where no letter carries them. Elsewhere they are vowels and consonants
 * (Devanagari, Thai) or make another letter (Japanese voicing): dropping them there would make different names equal.
 */
const DIACRITICS =
  /([[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]&&\p{L}])\p{M}+|(?<![\p{L}\p{M}])[\p{M}&&\p{Script=Inherited}]+/gv;

/** Letters that readers take for a letter with a diacritic, but that Unicode does not decompose. */
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
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

const withoutDiacritics = (value: string): string => value.normalize('NFKD').replace(DIACRITICS, '$1');

/**
 * The folding that names and addresses share (requirements D10): case, diacritics of Latin, Greek and Cyrillic letters,
 * compatibility forms (full width, ligatures), white space, and the typographic variants of apostrophe and hyphen do not
 * count; invisible characters are dropped. 'ö' equals 'o', not 'oe'. Returns '' when nothing visible is left.
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
