import type { AddressBlock } from './address-blocks.ts';
import { foldText } from './fold-text.ts';
import { indexKey } from './index-key.ts';
import { readParts, readText, type AddressInput, type AddressReading } from './address-reading.ts';

/** How a part that may be absent is stored and asked for; see name.ts. '-' is none, '?' any. */
const ways = (values: readonly string[], asks: boolean): readonly string[] => {
  if (values.length > 0) return [...values, asks ? '-' : '?'];
  return asks ? ['-', '?'] : ['-'];
};

/**
 * Words in any order, numbers as they are written; and, where several parts have numbers, each part with its own, so
 * that the street may stand before or behind the town, while house and box do not change places.
 */
function textsOf(blocks: readonly AddressBlock[]): string[] {
  const words = (some: readonly AddressBlock[]): string =>
    some
      .flatMap((block) => [...block.words, ...block.units])
      .toSorted()
      .join(' ');
  const numbered = blocks.filter(({ numbers }) => numbers.length > 0);
  const written = `${words(blocks)}|${numbered.flatMap(({ numbers }) => numbers).join(' ')}`;
  if (numbered.length < 2) return [written];
  const parts = numbered.map((block) => `${block.words.toSorted().join(' ')}:${block.numbers.join(' ')}`);
  const others = blocks.map((block) => (block.numbers.length > 0 ? { ...block, words: [] } : block));
  return [written, `${words(others)}|${parts.toSorted().join('/')}`];
}

function keysOf({ blocks, postal, states, country }: AddressReading, asks: boolean): string[] {
  return textsOf(blocks).flatMap((text) =>
    ways(states, asks).flatMap((state) =>
      ways(country === undefined ? [] : [country], asks).map((of) => indexKey([text, postal, state, of].join('|'))),
    ),
  );
}

const unread = (text: string): string[] => [foldText(text)].filter(Boolean).map(indexKey);

/**
 * Keys of a record's address (matching.md): words in any order, numbers in theirs, postal code; state and country count
 * when both sides have them. Without street lines, city and postal code the parts give nothing. Up to four for an
 * address in parts (state and country each known or any), eight where two parts have numbers, more for one in a single
 * field, of which every reading counts.
 */
export function addressKeys(address: AddressInput): string[] {
  const whole = address.whole ?? '';
  const readings = [...readParts(address), ...readText(whole)];
  const keys = readings.flatMap((reading) => keysOf(reading, false));
  return [...new Set(keys.length > 0 ? keys : unread(whole))];
}

/** Keys under which an address is searched for. It is the same as a record's when the two sets meet. */
export function addressQueryKeys(value: string): string[] {
  const keys = readText(value).flatMap((reading) => keysOf(reading, true));
  return [...new Set(keys.length > 0 ? keys : unread(value))];
}
