import { compact } from './name-words.ts';

/** Which of several people of one name in a family; 'jr' and 'sr' are the younger and the elder. */
export type Generation = 'jr' | 'sr' | '2' | '3' | '4';

const of = (generation: Generation, words: string): [string, Generation][] =>
  words.split(' ').map((word) => [compact(word), generation]);

/** Forms of the languages of the EU (Wikipedia, "Suffix (name)", and the entries of each language). */
const GENERATIONS: ReadonlyMap<string, Generation> = new Map([
  ...of(
    'jr',
    'jr jnr mladší młodszy mlađi mlajši nuorempi noorem jaunākais jaunesnysis младши младший молодший νεότερος',
  ),
  ...of('sr', 'sr snr starší starszy stariji starejši vanhempi vanem vecākais vyresnysis старши старший πρεσβύτερος'),
  ...of('2', '2nd'),
  ...of('3', 'iii 3rd'),
  ...of('4', '4th'),
]);
/** Also names (Anna Senior, Naomi Ii): only behind a name of two words. */
const ALSO_NAMES: ReadonlyMap<string, Generation> = new Map([
  ...of('jr', 'junior fils filho hijo ifj ifjabb'),
  ...of('sr', 'senior père padre pai id idősb idősebb'),
  ...of('2', 'ii'),
  ...of('4', 'iv'),
]);
/** Also names or syllables: with a stop only (Amartya Sen, Saint). */
const WITH_STOP: ReadonlyMap<string, Generation> = new Map([...of('jr', 'jun ml'), ...of('sr', 'sen st')]);
/** As they are written: German 'd. J.', Nordic 'd.y.'; other letters are initials. */
const IN_LETTERS: ReadonlyMap<string, Generation> = new Map([
  ...['d.J.', 'd.y.'].map((word) => [word, 'jr'] as const),
  ...['d.Ä.', 'd.ä.', 'd.e.', 'd.æ.'].map((word) => [word, 'sr'] as const),
]);
/** Behind an article: 'der Ältere', 'den yngre', 'the Elder'. */
const BEHIND_ARTICLE: ReadonlyMap<string, Generation> = new Map([
  ...of('jr', 'jüngere yngre younger jongere giovane'),
  ...of('sr', 'ältere äldre eldre ældre elder oudere vecchio'),
]);
const ARTICLES = new Set(['der', 'den', 'the', 'de', 'il']);
const IN_FRONT = new Set(['ifj', 'ifjabb', 'id', 'idosb', 'idosebb']);
/** 'Ii' and 'Iv' are no numerals. */
const NUMERAL_IN_SMALL = /^I[iv]$/;

/** What stands behind a name: the generation, and how many words say it. */
export interface GenerationBehind {
  generation: Generation;
  words: number;
}

/** The generation that the last words of a name say; `left` is how many other words its name has at least. */
export function generationBehind(words: readonly string[], left = words.length - 1): GenerationBehind | undefined {
  const [last = '', before = ''] = words.toReversed();
  const two = left > 1 ? (IN_LETTERS.get((before + last).normalize('NFC')) ?? behindArticle(before, last)) : undefined;
  if (two !== undefined) return { generation: two, words: 2 };
  const one = generationOf(last, left);
  return one === undefined ? undefined : { generation: one, words: 1 };
}

function generationOf(word: string, left: number): Generation | undefined {
  const dotted = IN_LETTERS.get(word.normalize('NFC'));
  if (dotted !== undefined && left > 1) return dotted;
  if (/^(?:\p{L}\.){2,}$/u.test(word) || NUMERAL_IN_SMALL.test(word)) return undefined;
  const plain = compact(word);
  const known = GENERATIONS.get(plain) ?? (word.endsWith('.') ? WITH_STOP.get(plain) : undefined);
  return known ?? (left > 1 ? ALSO_NAMES.get(plain) : undefined);
}

const behindArticle = (article: string, word: string): Generation | undefined => {
  const plain = compact(word);
  return ARTICLES.has(compact(article))
    ? (BEHIND_ARTICLE.get(plain) ?? (/^\d/.test(plain) ? GENERATIONS.get(plain) : undefined))
    : undefined;
};

/** Spelled out it is a first name, too: Junior Hickle. */
export const isAlsoName = (word: string): boolean => /^(?:junior|senior)$/.test(compact(word));

/** Hungarian has it in front. */
export function generationInFront(word: string): Generation | undefined {
  const plain = compact(word);
  return IN_FRONT.has(plain) ? ALSO_NAMES.get(plain) : undefined;
}

/** Whether two of them can not be one person: Jr. and Sr., II and III. Jr. and II can. */
export function generationsConflict(a: Generation | undefined, b: Generation | undefined): boolean {
  const spelled = (one: Generation): boolean => one === 'jr' || one === 'sr';
  return a !== undefined && b !== undefined && a !== b && spelled(a) === spelled(b);
}
