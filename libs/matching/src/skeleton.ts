import { transliterate } from 'transliteration';

const PLAIN = /^[a-z0-9]+$/;

/** Where tables of transliteration, and spellings of umlauts, part: each group becomes one letter. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z0-9]/g, ''],
  [/kh/g, 'h'],
  [/(?<=[bcdfgklmnpqrstvwxz])h/g, ''],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/([ao])e|(u)e/g, '$1$2'],
  [/(.)\1+/g, '$1'],
  [/^ie/, 'e'],
];

/**
 * What is left of a folded word when the ways to write it in Latin letters do not count: Иван and Ivan, Юрий and Yuri,
 * Müller and Mueller have one skeleton. Far too wide for *same*; it serves to find, and to compare another script.
 */
export function skeleton(word: string): string {
  const latin = PLAIN.test(word) ? word : transliterate(word).toLowerCase();
  const bare = GROUPS.reduce((text, [from, to]) => text.replace(from, to), latin);
  return bare === '' ? word : bare;
}
