import { transliterate } from 'transliteration';

const PLAIN = /^[a-z0-9]+$/;

/** Where tables of transliteration, and spellings of umlauts, part: each group becomes one letter. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]/g, ''],
  [/dj/g, 'd'],
  [/ph/g, 'f'],
  [/x/g, 'ks'],
  [/kh/g, 'h'],
  [/dz/g, 'z'],
  [/t[sz]/g, 'c'],
  [/tc/g, 'c'],
  [/(?<=[bcdfgklmnpqrstvwxz])h/g, ''],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/([ao])e|(u)e/g, '$1$2'],
  [/g/g, 'h'],
  [/(.)\1+/g, '$1'],
  [/^ie/, 'e'],
];

/**
 * What the package reads letter by letter, or unlike passports: Greek (ELOT 743), Serbian (its own Latin letters),
 * Georgian (national system of 2002).
 */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/([αεη])υ(?=[θκξπστφχψ]|$)/g, '$1f'],
  [/([αεη])υ/g, '$1v'],
  [/ου/g, 'ou'],
  [/γ(?=[γχξ])/g, 'n'],
  [/χ/g, 'ch'],
  [/ћ/g, 'c'],
  [/ძ/g, 'dz'],
  [/ხ/g, 'kh'],
];

/**
 * What is left of a folded word when the ways to write it in Latin letters do not count: Иван and Ivan, Юрий and Yuri,
 * Müller and Mueller have one skeleton. Far too wide for *same*; it serves to find, and to compare another script.
 */
export function skeleton(word: string): string {
  const latin = PLAIN.test(word) ? word : latinOf(word);
  const bare = GROUPS.reduce((text, [from, to]) => text.replace(from, to), latin);
  return bare === '' ? word : bare;
}

const latinOf = (word: string): string =>
  transliterate(OWN.reduce((text, [from, to]) => text.replace(from, to), word)).toLowerCase();
