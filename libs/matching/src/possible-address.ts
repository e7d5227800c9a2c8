import { abbreviated } from './address-abbreviations.ts';
import type { AddressBlock } from './address-blocks.ts';
import { readParts, readText, type AddressInput, type AddressReading } from './address-reading.ts';
import { ordersOf } from './address.ts';
import { indexKey } from './index-key.ts';

export type AddressDoubt = 'abbreviation' | 'missingUnit' | 'missingPostalCode';

/** What two addresses that may be one have in common, whatever is abbreviated or missing. */
interface Core {
  text: string;
  units: string;
  reading: AddressReading;
}

const readingsOf = (address: AddressInput): AddressReading[] => [
  ...readParts(address),
  ...readText(address.whole ?? ''),
];

/** The first number of a part is the house; further ones, and those behind a unit's word, are units. */
function coresOf(reading: AddressReading, asks: boolean): Core[] {
  return [reading.blocks, reading.abroadBlocks].flatMap((blocks) => {
    const words = blocks.flatMap((block) => block.words.flatMap((word) => abbreviated(word) ?? []));
    const houses = blocks.map((block): AddressBlock => ({ ...block, numbers: block.numbers.slice(0, 1) }));
    const units = blocks
      .flatMap((block) => [...block.units.map(valueOf), ...block.numbers.slice(1)])
      .toSorted()
      .join(' ');
    const orders = asks ? ordersOf(houses) : [houses.flatMap(({ numbers }) => numbers)];
    return orders.map((numbers) => ({ text: `${words.toSorted().join(' ')}|${numbers.join(' ')}`, units, reading }));
  });
}

const valueOf = (unit: string): string => unit.slice(unit.lastIndexOf(' ') + 1);

const cores = (readings: AddressReading[], asks: boolean): Core[] => readings.flatMap((one) => coresOf(one, asks));
const texts = (all: Core[]): string[] => [...new Set(all.map(({ text }) => indexKey(text)))];

/** Keys by which possible addresses are found: one or two for an address in parts. */
export const possibleAddressKeys = (address: AddressInput): string[] => texts(cores(readingsOf(address), false));
export const possibleAddressQueryKeys = (value: string): string[] => texts(cores(readText(value), true));

/** Why the address that a search asks for may be a record's although their keys do not meet; undefined when it is not. */
export function possibleAddress(stored: AddressInput, query: string): AddressDoubt | undefined {
  const asked = Map.groupBy(cores(readText(query), true), ({ text }) => text);
  for (const one of cores(readingsOf(stored), false)) {
    for (const other of asked.get(one.text) ?? []) if (!contradicts(one, other)) return doubtOf(one, other);
  }
  return undefined;
}

function contradicts(a: Core, b: Core): boolean {
  const differ = (one = '', other = ''): boolean => one !== '' && other !== '' && one !== other;
  const [states, others] = [a.reading.states, b.reading.states];
  const state = states.length > 0 && others.length > 0 && !states.some((code) => others.includes(code));
  return (
    state ||
    differ(a.units, b.units) ||
    differ(a.reading.postal, b.reading.postal) ||
    differ(a.reading.country, b.reading.country)
  );
}

function doubtOf(a: Core, b: Core): AddressDoubt {
  if (a.units !== b.units) return 'missingUnit';
  return a.reading.postal === b.reading.postal ? 'abbreviation' : 'missingPostalCode';
}
