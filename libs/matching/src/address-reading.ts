import { addressBlocks, type AddressBlock } from './address-blocks.ts';
import { withoutOrdinals } from './address-fold.ts';
import { countryOf } from './country.ts';
import { foldText } from './fold-text.ts';
import { dropInvisible } from './invisible.ts';
import { postalKey, postalReadings } from './postal-code.ts';
import { statesOf } from './state.ts';

/**
 * A postal address as a record holds it, in parts, in one field, or both. Country and state by any name or code.
 */
export interface AddressInput {
  lines?: readonly (string | null | undefined)[];
  city?: string | null;
  state?: string | null;
  postalCode?: string | null;
  country?: string | null;
  whole?: string | null;
}

/** One way to understand an address. */
export interface AddressReading {
  blocks: AddressBlock[];
  /** The same, with points of the compass as words (see addressBlocks). */
  abroadBlocks: AddressBlock[];
  /** '' when it has none. */
  postal: string;
  /** ISO 3166-2 codes that its state may be; or its folded name. Empty when it has none. */
  states: readonly string[];
  country?: string;
}

const MOST_READINGS = 40;
const MOST_STATES = 3;
/** Words of the longest names of countries and states. */
const LONGEST_NAME = 5;

/** Readings of an address in columns. A state or country that nobody knows counts among the words, too. */
export function readParts({ lines = [], city, state, postalCode, country }: AddressInput): AddressReading[] {
  const written = [...lines, city].map((part) => dropInvisible(part ?? ''));
  const code = countryOf(country);
  const states = statesOf(state ?? '', code);
  const postal = postalKey(dropInvisible(postalCode ?? ''));
  const reading = (more: readonly string[]): AddressReading[] => {
    const text = [...written, ...more].join('\n');
    const blocks = addressBlocks(text);
    if (blocks.length === 0 && postal === '') return [];
    const known = { postal, states: states.slice(0, MOST_STATES), country: code };
    return [{ blocks, abroadBlocks: addressBlocks(text, true), ...known }];
  };
  const unknown = [states.length === 0 ? state : '', code === undefined ? country : ''].filter((part) =>
    foldText(part ?? ''),
  );
  const own = foldText([...written, postalCode].join('')) === '' ? [] : reading([]);
  if (own.length === 0 || unknown.length === 0) return own;
  return [...own, ...unknown.flatMap((part) => reading([part ?? ''])), ...reading(unknown.map((part) => part ?? ''))];
}

/** Readings of one text: which digits are the postal code, and which words the country and the state, is not known. */
export function readText(text: string): AddressReading[] {
  const folded = foldKeepingLines(text);
  const readings = postalReadings(folded).flatMap(({ code = '', rest }) =>
    countryReadings(rest).flatMap(({ country, rest: local }) =>
      stateReadings(local, country).map(({ states, rest: streets }) => ({
        blocks: addressBlocks(streets),
        abroadBlocks: addressBlocks(streets, true),
        postal: code,
        states,
        country,
      })),
    ),
  );
  return readings.filter(({ blocks }) => blocks.length > 0).slice(0, MOST_READINGS);
}

/** foldText makes one space of a line break, which parts a street from a town. */
const foldKeepingLines = (text: string): string =>
  dropInvisible(withoutOrdinals(text))
    .split(/[\n\r]+/)
    .map(foldText)
    .filter(Boolean)
    .join(', ');

/** The country is the end of the text, or its beginning up to a comma. Or there is none. */
function countryReadings(text: string): { country?: string; rest: string }[] {
  const [first = '', ...others] = text.split(',');
  const front = others.length > 0 ? countryOf(first) : undefined;
  const found = endings(text).map(({ name, rest }) => ({ country: countryOf(name), rest }));
  if (front !== undefined) found.push({ country: front, rest: others.join(',') });
  return [{ rest: text }, ...found.filter(({ country }) => country !== undefined)];
}

/** The state is the end of a part that is not the street. Or there is none. */
function stateReadings(
  text: string,
  country: string | undefined,
): Pick<AddressReading & { rest: string }, 'states' | 'rest'>[] {
  const parts = text.split(',');
  const found = parts.flatMap((part, at) => {
    if (at === 0 && /\p{N}/u.test(part) && !parts.slice(1).every((other) => other.trim() === '')) return [];
    if (at === 0 && parts.length === 1) return [];
    return endings(part).map(({ name, rest }) => ({
      states: statesOf(name, country).slice(0, MOST_STATES),
      rest: parts.with(at, rest).join(','),
    }));
  });
  return [{ states: [], rest: text }, ...found.filter(({ states }) => states.length > 0)];
}

/** The last words of a text, from one to five, each with what is in front of them. */
function endings(text: string): { name: string; rest: string }[] {
  const trimmed = text.replace(/[\s,.;()]+$/, '');
  const found: { name: string; rest: string }[] = [];
  for (let at = trimmed.length; at > 0 && found.length < LONGEST_NAME;) {
    at = Math.max(trimmed.lastIndexOf(' ', at - 1), trimmed.lastIndexOf(',', at - 1), trimmed.lastIndexOf('(', at - 1));
    const name = trimmed.slice(at + 1);
    if (name.includes(',') || /\p{N}/u.test(name)) break;
    if (name.trim() !== '') found.push({ name, rest: trimmed.slice(0, Math.max(at, 0)) });
  }
  return found;
}
