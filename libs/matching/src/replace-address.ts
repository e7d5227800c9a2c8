import { addressKeys, addressQueryKeys } from './address.ts';
import { foldAddress } from './address-fold.ts';
import type { AddressInput } from './address-reading.ts';
import { countryOf } from './country.ts';
import { postalSpans } from './postal-code.ts';
import { statesOf, writesStates } from './state.ts';

const NAMED_PARTS = ['postalCode', 'city', 'state', 'country'] as const;
const LONGEST_NAME = 5;
/** Of a state: IL, NSW. */
const LONGEST_CODE = 3;

const bare = (text: string): string => foldAddress(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/**
 * Rectifies a record's address (GDPR Art. 16): where `existing` is the record's address, or one part of it alone, it
 * becomes `updated`. A whole address is replaced part by part: the new text is read into the parts that the record has,
 * what can not be placed goes to the street line; city, postal code and country are never dropped. Undefined when
 * `existing` is not the record's.
 */
export function replaceAddress(current: AddressInput, existing: string, updated: string): AddressInput | undefined {
  const asked = new Set(addressQueryKeys(existing));
  const isAsked = (address: AddressInput): boolean => addressKeys(address).some((key) => asked.has(key));
  // One part alone is compared as it is written: in 'Rua Nova 5, Lisboa' the street is not all that was asked for.
  const equal = (part: string | null | undefined): boolean =>
    bare(part ?? '') !== '' && bare(part ?? '') === bare(existing);
  const { lines = [] } = current;
  if (current.whole) return isAsked({ whole: current.whole }) ? { ...current, whole: updated } : undefined;
  if (lines.some(equal)) return { ...current, lines: lines.map((line) => (equal(line) ? updated : line)) };
  const part = NAMED_PARTS.find((name) => equal(current[name]));
  if (part !== undefined) return { ...current, [part]: updated };
  return isAsked(current) ? placed(current, updated) : undefined;
}

/** The new text between its commas; what is understood is taken out. The town stands in the segment `town`. */
interface Text {
  segments: string[];
  town?: number;
}

function placed(current: AddressInput, updated: string): AddressInput {
  const segments = updated.split(/[,;\n\r]+/).map((part) => part.trim());
  const text: Text = { segments: segments.filter(Boolean) };
  const has = (part: (typeof NAMED_PARTS)[number]): boolean => part in current;
  const country = has('country') ? takeCountry(text, current.country) : undefined;
  const postalCode = has('postalCode') ? takePostal(text) : undefined;
  const state = has('state') ? takeState(text, current.state, countryOf(country ?? current.country)) : undefined;
  const city = has('city') ? takeCity(text) : undefined;
  const understood = Object.entries({ country, postalCode, state, city }).filter(([, value]) => value !== undefined);
  // The state of another town would be wrong.
  const moved = state === undefined && city !== undefined && city !== current.city;
  return {
    ...current,
    ...(moved && has('state') && { state: null }),
    ...Object.fromEntries(understood),
    lines: linesOf(text.segments.filter(Boolean), current.lines?.length ?? 1),
  };
}

/** One segment a line; the last line takes the rest. */
function linesOf(segments: readonly string[], count: number): (string | null)[] {
  const lines = Array.from({ length: Math.max(1, count) }, (_, at) =>
    at < count - 1 ? segments[at] : segments.slice(at).join(', '),
  );
  return lines.map((line) => line || null);
}

/** The country at the end, written as the record writes it: as a code, or as in the text. */
const takeCountry = (text: Text, current: string | null | undefined): string | undefined =>
  takeEnding(text, text.segments.length - 1, (name) => {
    const code = countryOf(name);
    return code !== undefined && (current ?? '').length === 2 ? code : code && name;
  });

/** The state behind the town, or in front of a postal code that stood behind it. */
function takeState(text: Text, current: string | null | undefined, country: string | undefined): string | undefined {
  const asCode = /^.{1,3}$/.test(current ?? '');
  const at = text.town ?? text.segments.length - 1;
  if (isTownOfState(text, at, country)) return undefined;
  return takeEnding(text, at, (name) => {
    const [code] = statesOf(name, country);
    return code !== undefined && asCode ? code.slice(code.indexOf('-') + 1) : code && name;
  });
}

/**
 * Praha, Berlin and London are states, too. A name is the town where no other town stands in front of it, and where
 * people write no states at all. A code is none.
 */
function isTownOfState({ segments }: Text, at: number, country: string | undefined): boolean {
  const [name = '', before = ''] = [segments[at], at > 1 ? segments[at - 1] : ''];
  if (name.length <= LONGEST_CODE || statesOf(name, country).length === 0) return false;
  return before === '' || /\p{N}/u.test(before) || !writesStates(country);
}

/** Takes the longest ending of a segment that `read` understands, but never the only words that there are. */
function takeEnding(text: Text, at: number, read: (name: string) => string | undefined): string | undefined {
  const words = (text.segments[at] ?? '').split(/\s+/).filter(Boolean);
  for (let count = Math.min(LONGEST_NAME, words.length); count > 0; count -= 1) {
    if (count === words.length && at === 0) continue;
    const value = read(words.slice(-count).join(' '));
    if (value === undefined) continue;
    text.segments[at] = words.slice(0, -count).join(' ');
    return value;
  }
  return undefined;
}

/** The postal code; the town is beside it. Four digits or less in front of everything may be a house number. */
function takePostal(text: Text): string | undefined {
  const length = ({ start, end }: { start: number; end: number }): number => end - start;
  const found = text.segments
    .flatMap((segment, at) => postalSpans(segment).map((span) => ({ at, ...span })))
    .filter((span) => span.at > 0 || span.start > 0 || length(span) > 4)
    .toSorted((a, b) => length(b) - length(a) || b.at - a.at || b.start - a.start)[0];
  if (found === undefined) return undefined;
  const segment = text.segments[found.at] ?? '';
  const [before, after] = [segment.slice(0, found.start).trim(), segment.slice(found.end).trim()];
  // 'Nová 25/3 602 00 Brno': the street is in front.
  const street = /\p{N}/u.test(before) && after !== '' ? [before] : [];
  const town = street.length > 0 ? after : [before, after].filter(Boolean).join(' ');
  text.segments.splice(found.at, 1, ...street, town);
  text.town = found.at + street.length;
  return segment.slice(found.start, found.end);
}

/**
 * The town is what is left beside the postal code, else the part in front of it. Without a postal code it is the last
 * part, if that has no number. Never the first part, which is the street, unless a postal code stands there.
 */
function takeCity(text: Text): string | undefined {
  const last = text.town ?? text.segments.findLastIndex((segment) => segment !== '');
  const at = text.segments[last] === '' ? last - 1 : last;
  const segment = text.segments[at] ?? '';
  const isTown =
    text.town === at ? text.segments.length > 1 : at > 0 && (text.town !== undefined || !/\p{N}/u.test(segment));
  if (!isTown || segment === '') return undefined;
  text.segments[at] = '';
  return segment;
}
