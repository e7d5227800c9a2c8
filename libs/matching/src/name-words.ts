import { foldText } from './fold-text.ts';
import { letterVariants } from './letter-variants.ts';

/** One word of a name, folded, in each of its spellings; the usual one first. */
export type NameToken = readonly string[];

const APOSTROPHES = /'/g;
/** Everything but letters, their marks and digits parts words, hyphen and slash too; an apostrophe vanishes. */
const GAPS = /[^\p{L}\p{M}\p{N}']+/u;
const UNSPACED =
  /^[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+$/u;

/** Whether a folded word is of a script that is written without spaces. */
export const isUnspaced = (word: string): boolean => UNSPACED.test(word);

/** The folded form by which lists of words are looked up: 'Ph.D.' is 'phd', 'Dipl.-Ing.' is 'dipling'. */
export const compact = (word: string): string => foldText(word).replace(/[^\p{L}\p{N}]+/gu, '');

/** The words of a written text, each once. Empty when it has neither letters nor digits. */
export function nameTokens(text: string): NameToken[] {
  const tokens = new Map<string, NameToken>();
  for (const part of foldedParts(text)) {
    const spellings = [...new Set(letterVariants(part).map((way) => foldText(way).replace(APOSTROPHES, '')))];
    const [usual = ''] = spellings;
    if (usual !== '' && !tokens.has(usual)) tokens.set(usual, spellings);
  }
  return [...tokens.values()];
}

/** Parts before the last folding: letterVariants still needs the umlauts. */
const foldedParts = (text: string): string[] =>
  text
    .replace(/[`´‘’‛′＇ʹʻʼʽʾʿ՚׳ꞌ]/g, "'")
    .normalize('NFKC')
    .split(GAPS)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));

/** Words each once, also over several columns: 'Wibowo Wibowo' is 'Wibowo'. */
export function eachOnce(tokens: readonly NameToken[]): NameToken[] {
  const seen = new Set<string>();
  return tokens.filter(([usual = '']) => !seen.has(usual) && seen.add(usual));
}

export const sameToken = (a: NameToken, b: NameToken): boolean => a.some((way) => b.includes(way));

/** Every choice of one spelling for each word; when there are too many, all words are written in one of two ways. */
export function spellingsOf(tokens: readonly NameToken[], most = 64): string[][] {
  const count = tokens.reduce((product, ways) => product * ways.length, 1);
  if (count > most) return [tokens.map((ways) => ways[0] ?? ''), tokens.map((ways) => ways.at(-1) ?? '')];
  return tokens.reduce<string[][]>((all, ways) => all.flatMap((one) => ways.map((way) => [...one, way])), [[]]);
}
