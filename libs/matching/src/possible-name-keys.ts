import { indexKey } from './index-key.ts';
import { eachOnce, isUnspaced, sameToken, type NameToken } from './name-words.ts';
import { readNames, type NameInput, type NameReading } from './name-reading.ts';
import { textsOf } from './name.ts';
import { shortFormsOf } from './short-forms.ts';
import { skeleton } from './skeleton.ts';

/** Further words of a name make no keys: 36 keys are the most for one. */
const MOST_TOKENS = 5;

const first = (word: string): string => [...word][0] ?? '';
const lastTwo = (word: string): string => [...word].slice(-2).join('');
const firstTwo = (word: string): string => [...word].slice(0, 2).join('');

/**
 * Keys by which records are found whose name is *possible* (compareNames says which of them are): `1` a word, `w` a name
 * of one word, `2` two words, `i` a word and the initial of another, `z` a word and the end of the other, `j` all
 * written together, `p` and `q` beginning and end of a name of one word. Two names that possibleName relates have one
 * in common. Eight keys for a name of two words, thirteen for three.
 */
export const possibleNameKeys = (name: NameInput): string[] => keysOf(readNames(name), storedKeys);
export const possibleNameQueryKeys = (value: string): string[] => keysOf(readNames({ whole: value }), queryKeys);

function keysOf(readings: NameReading[], keys: (words: string[], reading: NameReading) => string[]): string[] {
  const all = readings
    .filter(({ other }) => other === undefined)
    .flatMap((reading) => {
      const { tokens, middle, nicknames, births } = reading;
      const short = tokens.filter((token) => !middle.some((other) => sameToken(token, other)));
      return [
        ...keys(skeletons([...tokens, ...nicknames, ...births]), reading),
        ...ends(skeletons(short)),
        ...joined(tokens),
      ];
    });
  return [...new Set(all.map(indexKey))];
}

const skeletons = (tokens: readonly NameToken[]): string[] => [
  ...new Set(
    eachOnce(tokens)
      .slice(0, MOST_TOKENS)
      .map(([usual = '']) => skeleton(usual)),
  ),
];

function storedKeys(words: string[], { tokens }: NameReading): string[] {
  return [
    ...words.map((word) => `1 ${word}`),
    ...(tokens.length === 1 ? oneWord(skeleton(tokens[0]?.[0] ?? '')) : []),
    ...pairs(words),
    ...ordered(words).map(([word, other]) => `i ${word} ${first(other)}`),
    ...ends(words),
  ];
}

function queryKeys(words: string[], { tokens }: NameReading): string[] {
  const asked = tokens.slice(0, MOST_TOKENS).map(([usual = '']) => usual);
  const short = ordered(asked).flatMap(([word, other]) =>
    [...shortFormsOf(other)].map((form) => `i ${skeleton(word)} ${first(skeleton(form))}`),
  );
  return [
    ...(words.length === 1 ? words.map((word) => `1 ${word}`) : []),
    ...(words.length === 1 ? oneWord(words[0] ?? '') : words.map((word) => `w ${word}`)),
    ...pairs(words),
    ...ordered(words).map(([word, other]) => `i ${word} ${first(other)}`),
    ...short,
    ...ends(words),
  ];
}

const oneWord = (word: string): string[] => [`w ${word}`, `p ${firstTwo(word)}`, `q ${lastTwo(word)}`];

function joined(tokens: readonly NameToken[]): string[] {
  const words = tokens.map(([usual = '']) => usual);
  const texts = words.every(isUnspaced) ? textsOf(tokens) : [words.join(''), words.toReversed().join('')];
  return texts.slice(0, 2).map((text) => `j ${skeleton(text)}`);
}

const pairs = (words: string[]): string[] =>
  words.flatMap((word, at) => words.slice(at + 1).map((other) => `2 ${[word, other].toSorted().join(' ')}`));
const ordered = (words: string[]): [string, string][] =>
  words.flatMap((word) => words.filter((other) => other !== word).map((other): [string, string] => [word, other]));
const ends = (words: string[]): string[] =>
  words.length === 2 ? ordered(words).map(([word, other]) => `z ${word} ${lastTwo(other)}`) : [];
