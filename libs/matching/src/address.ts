import type { AddressBlock } from './address-blocks.ts';
import { foldText } from './fold-text.ts';
import { indexKey } from './index-key.ts';
import { readParts, readText, type AddressInput, type AddressReading } from './address-reading.ts';

/** Parts with numbers whose every order is tried; of more, the written order and the reverse. */
const MOST_ORDERED = 4;

/** Orders of the parts that have numbers: the street may stand before or behind the town. */
export function ordersOf(blocks: readonly AddressBlock[]): string[][] {
  const numbered = blocks.map(({ numbers }) => numbers).filter((numbers) => numbers.length > 0);
  if (numbered.length > MOST_ORDERED) return [numbered.flat(), numbered.toReversed().flat()];
  return permutations(numbered).map((order) => order.flat());
}

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((others) => [item, ...others]));

/** How a part that may be absent is stored and asked for; see name.ts. '-' is none, '?' any. */
const ways = (values: readonly string[], asks: boolean): readonly string[] => {
  if (values.length > 0) return [...values, asks ? '-' : '?'];
  return asks ? ['-', '?'] : ['-'];
};

function keysOf(reading: AddressReading, asks: boolean): string[] {
  const { blocks, postal, states, country } = reading;
  const words = blocks
    .flatMap((block) => [...block.words, ...block.units])
    .toSorted()
    .join(' ');
  const orders = asks ? ordersOf(blocks) : [blocks.flatMap(({ numbers }) => numbers)];
  return orders.flatMap((numbers) =>
    ways(states, asks).flatMap((state) =>
      ways(country === undefined ? [] : [country], asks).map((of) =>
        indexKey([words, numbers.join(' '), postal, state, of].join('|')),
      ),
    ),
  );
}

const unread = (text: string): string[] => [foldText(text)].filter(Boolean).map(indexKey);

/**
 * Keys of a record's address (matching.md): words in any order, numbers in theirs, postal code; state and country count
 * when both sides have them. Without street lines, city and postal code the parts give nothing. Up to four for an
 * address in parts (state and country each known or any), more for one in a single field, of which every reading counts.
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
