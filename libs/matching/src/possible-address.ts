import { abbreviated } from './address-abbreviations.ts';
import type { AddressBlock } from './address-blocks.ts';
import { readParts, readText, type AddressInput, type AddressReading } from './address-reading.ts';
import { indexKey } from './index-key.ts';

export type AddressDoubt = 'abbreviation' | 'missingUnit' | 'missingPostalCode';

/** What two addresses that may be one have in common, whatever is abbreviated or missing. */
interface Core {
  text: string;
  /** Words in front of units with what stands behind them, and the numbers behind that of the house. */
  units: readonly (readonly [word: string, value: string])[];
  reading: AddressReading;
}

const readingsOf = (address: AddressInput): AddressReading[] => [
  ...readParts(address),
  ...readText(address.whole ?? ''),
];

/** The first number of a part is the house; further ones, and those behind a unit's word, are units. */
function coresOf(reading: AddressReading): Core[] {
  return [reading.blocks, reading.abroadBlocks].flatMap((blocks) => {
    const words = (block: AddressBlock): string[] => block.words.flatMap((word) => abbreviated(word) ?? []);
    const units = blocks.flatMap((block) => [
      ...block.units.map(wordAndValue),
      ...block.numbers.slice(1).map((number) => ['', number] as const),
    ]);
    const house = ({ numbers }: AddressBlock): string[] => numbers.slice(0, 1);
    const all = blocks.flatMap(words).toSorted().join(' ');
    const parts = blocks.filter(({ numbers }) => numbers.length > 0);
    const bound = parts.map((block) => [...words(block).toSorted(), ...house(block)].join(' ')).toSorted();
    const texts = [
      `${all}|${blocks.flatMap(house).join(' ')}`,
      ...(parts.length > 1 ? [`${all}|${bound.join('/')}`] : []),
    ];
    return texts.map((text) => ({ text, units, reading }));
  });
}

/** '3rd floor' may be 'Floor 3'. */
const ORDINAL = /^(\p{N}+)(?:st|nd|rd|th)$/u;
const wordAndValue = (unit: string): readonly [string, string] => {
  const at = unit.lastIndexOf(' ');
  const value = unit.slice(at + 1);
  return [unit.slice(0, at), unit.startsWith('#') ? value : value.replace(ORDINAL, '$1')];
};

const cores = (readings: AddressReading[]): Core[] => readings.flatMap(coresOf);
const texts = (all: Core[]): string[] => [...new Set(all.map(({ text }) => indexKey(text)))];

/** Keys by which possible addresses are found: one or two for an address in parts. */
export const possibleAddressKeys = (address: AddressInput): string[] => texts(cores(readingsOf(address)));
export const possibleAddressQueryKeys = (value: string): string[] => texts(cores(readText(value)));

/** Why the address that a search asks for may be a record's although their keys do not meet; undefined when it is not. */
export function possibleAddress(stored: AddressInput, query: string): AddressDoubt | undefined {
  const asked = Map.groupBy(cores(readText(query)), ({ text }) => text);
  for (const one of cores(readingsOf(stored))) {
    for (const other of asked.get(one.text) ?? []) if (!contradicts(one, other)) return doubtOf(one, other);
  }
  return undefined;
}

const valuesOf = ({ units }: Core): string =>
  units
    .map(([, value]) => value)
    .toSorted()
    .join(' ');

function contradicts(a: Core, b: Core): boolean {
  const differ = (one = '', other = ''): boolean => one !== '' && other !== '' && one !== other;
  const [states, others] = [a.reading.states, b.reading.states];
  const state = states.length > 0 && others.length > 0 && !states.some((code) => others.includes(code));
  return (
    state ||
    differ(valuesOf(a), valuesOf(b)) ||
    a.units.some(([word, value]) => b.units.some(([of, other]) => word !== '' && word === of && value !== other)) ||
    differ(a.reading.postal, b.reading.postal) ||
    differ(a.reading.country, b.reading.country)
  );
}

function doubtOf(a: Core, b: Core): AddressDoubt {
  if (valuesOf(a) !== valuesOf(b)) return 'missingUnit';
  return a.reading.postal === b.reading.postal ? 'abbreviation' : 'missingPostalCode';
}
