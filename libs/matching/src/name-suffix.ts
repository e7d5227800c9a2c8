import { compact } from './name-words.ts';

/** Which of several people of one name in a family; 'jr' and 'sr' are the younger and the elder. */
export type Generation = 'jr' | 'sr' | '2' | '3' | '4';

/** Forms of the languages of the EU (Wikipedia, "Suffix (name)", and the entries of each language). */
const GENERATIONS: ReadonlyMap<string, Generation> = new Map([
  ...['jr', 'jnr', 'junior', 'mladsi', 'fils', 'ifj', 'ifjabb', 'filho'].map((word) => [word, 'jr'] as const),
  ...['sr', 'snr', 'senior', 'starsi', 'pere', 'id', 'idosb'].map((word) => [word, 'sr'] as const),
  ...['ii', '2nd'].map((word) => [word, '2'] as const),
  ...['iii', '3rd'].map((word) => [word, '3'] as const),
  ...['iv', '4th'].map((word) => [word, '4'] as const),
]);
/** Also names or syllables: with a stop only (Amartya Sen, Saint). */
const WITH_STOP: ReadonlyMap<string, Generation> = new Map([
  ['jun', 'jr'],
  ['ml', 'jr'],
  ['sen', 'sr'],
  ['st', 'sr'],
]);
const IN_FRONT = new Set(['ifj', 'ifjabb', 'id', 'idosb']);

/** The generation that a word behind a name says. Dotted initials (J.R.) say none. */
export function generationBehind(word: string): Generation | undefined {
  if (/^(?:\p{L}\.){2,}$/u.test(word)) return undefined;
  return GENERATIONS.get(compact(word)) ?? (word.endsWith('.') ? WITH_STOP.get(compact(word)) : undefined);
}

/** Spelled out it is a first name, too: Junior Hickle. */
export const isAlsoName = (word: string): boolean => /^(?:junior|senior)$/.test(compact(word));

/** Hungarian has it in front. */
export const generationInFront = (word: string): Generation | undefined =>
  IN_FRONT.has(compact(word)) ? GENERATIONS.get(compact(word)) : undefined;

/** Whether two of them can not be one person: Jr. and Sr., II and III. Jr. and II can. */
export function generationsConflict(a: Generation | undefined, b: Generation | undefined): boolean {
  const spelled = (one: Generation): boolean => one === 'jr' || one === 'sr';
  return a !== undefined && b !== undefined && a !== b && spelled(a) === spelled(b);
}
