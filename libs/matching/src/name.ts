import { indexKey } from './index-key.ts';
import { readNames, type NameInput, type NameReading } from './name-reading.ts';
import { eachOnce, isUnspaced, sameToken, spellingsOf, type NameToken } from './name-words.ts';

/**
 * The names under which one written name goes: itself, without the middle column, with the optional parts. `tag` is
 * what it says beside the name and may contradict another one (generation, birth name).
 */
export interface NameVersion {
  tokens: readonly NameToken[];
  tag: string;
}

export function versionsOf(reading: NameReading): NameVersion[] {
  const { tokens, middle, titles, nicknames, births, generation, generationName = [], numbered } = reading;
  const short = tokens.filter((token) => !middle.some((other) => sameToken(token, other)));
  const generationTag = generation ?? '';
  const birthTag = births.map(([usual = '']) => usual).join(' ');
  const tag = [generationTag, birthTag].filter(Boolean).join(' ');
  const version = (all: readonly NameToken[], of = tag): NameVersion => ({ tokens: eachOnce(all), tag: of });
  return [
    ...(middle.length > 0 && short.length > 0 ? [version(short)] : []),
    version(tokens),
    ...(titles.length > 0 ? [version([...titles, ...tokens])] : []),
    ...(nicknames.length > 0 ? [version([...tokens, ...nicknames])] : []),
    ...(births.length > 0 ? [version([...tokens, ...births], generationTag)] : []),
    ...(numbered ? [version(tokens.map((token) => (sameToken(token, numbered[0]) ? numbered[1] : token)))] : []),
    ...(generationName.length > 0 ? [version([...tokens, ...generationName], birthTag)] : []),
  ];
}

/** Scripts without spaces: written together, family name first or last. Others: words in any order. */
export function textsOf(tokens: readonly NameToken[]): string[] {
  if (!tokens.every(([usual = '']) => isUnspaced(usual))) {
    return spellingsOf(tokens).map((words) => words.toSorted().join(' '));
  }
  const words = tokens.map(([usual = '']) => usual);
  const orders = [words, [...words.slice(-1), ...words.slice(0, -1)], [...words.slice(1), ...words.slice(0, 1)]];
  return [...new Set(orders.map((order) => order.join('')))];
}

/**
 * Two names that contradict each other must not meet, although each of them meets the name without the contradiction:
 * Hallward Jr. and Hallward Sr., and Hallward. So a record with a tag is stored under the tag and under "any tag", one
 * without under its plain text; a query with a tag asks for the tag and for the plain text, one without for the plain
 * text and for "any tag".
 */
const keysFor =
  (asks: boolean) =>
  ({ tokens, tag }: NameVersion): string[] =>
    textsOf(tokens).flatMap((text) => {
      if (tag !== '') return [`${text}|${tag}`, asks ? text : `${text}|?`];
      return asks ? [text, `${text}|?`] : [text];
    });

function keysOf(name: NameInput, asks: boolean): string[] {
  const readings = readNames(name);
  const keys = readings.flatMap((reading) => reading.other ?? versionsOf(reading).flatMap(keysFor(asks)));
  return [...new Set(keys.map(indexKey))];
}

/**
 * Keys of a record's name (matching.md): given + family; with a middle name also all three; the single field whole;
 * with and without titles, nickname and birth name; umlauts in both ways. Empty when the record has no name. One key
 * for most names, two to eight for others, rarely more.
 */
export const nameKeys = (name: NameInput): string[] => keysOf(name, false);

/** Keys under which a name is searched for. It is the same name as a record's when the two sets meet. */
export const nameQueryKeys = (value: string): string[] => keysOf({ whole: value }, true);
