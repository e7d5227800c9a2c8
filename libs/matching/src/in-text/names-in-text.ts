import { nameQueryKeys } from '../name.ts';
import { possibleNameQueryKeys } from '../possible-name-keys.ts';
import type { TextMark } from './text-mark.ts';
import { mayBeName, wordsOf } from './words-of.ts';

/** A name of more words is found by three of them where a record has these. */
const MOST_WORDS_OF_NAME = 3;
/** A text as short as this is looked at whatever its case: `marie_hamanova`. */
const FEW_WORDS = 4;
/** Of one text; more of them are not looked up. */
const MOST_WORDS = 1_000;
const FEWEST_LETTERS = 3;

/** Words and spans of the texts before, with what they may be: most texts have words of others. */
export type Remembered = Map<string, TextMark>;
const MOST_REMEMBERED = 20_000;

function remember(remembered: Remembered, words: string, read: (words: string) => TextMark): TextMark {
  const known = remembered.get(words);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const mark = read(words);
  remembered.set(words, mark);
  return mark;
}

/**
 * Two or three neighbouring words that may be the whole name of a record, and single words that may be a part of one.
 * They say nothing by themselves: only a record that goes by that name does. One word is never more than possible, as
 * Rose and May are words, too.
 */
export function namesInText(text: string, remembered: Remembered = new Map()): TextMark[] {
  const words = wordsOf(text.replace(/\S*@\S*/g, ' ')).slice(0, MOST_WORDS);
  const spans = new Set<string>();
  for (let size = 2; size <= MOST_WORDS_OF_NAME; size += 1)
    for (let at = 0; at + size <= words.length; at += 1) {
      const span = words.slice(at, at + size);
      if (words.length <= FEW_WORDS || span.every(mayBeName)) spans.add(span.join(' '));
    }
  const single = words.filter((word) => mayBeName(word) && [...word].length >= FEWEST_LETTERS);
  return [
    ...[...spans].map((span) => remember(remembered, span, wholeName)),
    ...[...new Set(single)].map((word) => remember(remembered, word, partOfName)),
  ].filter(({ keys }) => keys.length > 0);
}

/** Whether `namesInText` leaves any words out. */
export const hasTooManyWords = (text: string): boolean => wordsOf(text).length > MOST_WORDS;

const wholeName = (span: string): TextMark => ({
  what: 'NAME',
  ifKnown: 'likely',
  keys: nameQueryKeys(span).map((key) => ({ kind: 'NAME', key })),
});

/** `1 <word>`: the key of a record that has the word in its name (possible-name-keys.ts). */
const partOfName = (word: string): TextMark => ({
  what: 'NAME',
  ifKnown: 'possible',
  keys: possibleNameQueryKeys(word)
    .filter((key) => key.startsWith('1 '))
    .map((key) => ({ kind: 'NAME', key, possible: true })),
});
