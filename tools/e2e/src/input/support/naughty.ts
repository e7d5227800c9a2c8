import type { ErrorDetail } from '@lethe/contracts';
import { FULL } from '../../support/full.ts';
import { at, textPlaces, valueOf, type Components, type JsonSchema, type Place } from './schema.ts';

/** An answer as far as it matters here, whatever the message came over. */
export interface Verdict {
  /** Of HTTP; 200 for a success on NATS. */
  status: number;
  details: ErrorDetail[];
  body: unknown;
}

export interface Target {
  name: string;
  schema: JsonSchema;
  components: Components;
  /** Sends a value. */
  send(value: unknown): Promise<Verdict>;
  /** Makes a value acceptable that the schema alone does not make so, but for the texts under test. */
  mend?(value: unknown, isNaughty: (place: Place) => boolean): unknown;
  /** What is stored of an accepted value, where the resource can be read; undefined when it can not. */
  read?(verdict: Verdict): Promise<unknown>;
  /** Places that the resource does not give back as they were sent, each for a reason. */
  changed?: RegExp;
  /** Statuses besides 2xx and 3xx that are no refusal: a look-up that found nobody. */
  ordinary?: readonly number[];
  /**
   * Refusals that name no field → the place that they are about: an id of something that is not there, a name that is
   * taken.
   */
  blame?: Readonly<Record<number, Place>>;
}

export interface Tally {
  accepted: number;
  refused: number;
  readBack: number;
  problems: string[];
}

export const newTally = (): Tally => ({ accepted: 0, refused: 0, readBack: 0, problems: [] });

/** Strides apart, so that two fields of one body do not always meet with the same pair of strings. */
const STRIDE = 37;
/**
 * Every string reaches every route; in a long run (`FULL`) also every single place of it, otherwise each place meets a
 * sixteenth of them.
 */
export const SHARE = FULL ? 1 : 16;
/** Further tries with the refused fields mended. */
const TRIES = 8;

/**
 * Puts every string into every text of the target. All texts of one message are naughty at once, each with another
 * string; those that a refusal names are mended and the message is sent again, until it is accepted. So for each pair
 * of place and string that was tried it is known: it was accepted (and is read back, byte for byte), or it was refused
 * by its name; none hides behind the refusal of another.
 */
export async function tryEvery(
  target: Target,
  strings: readonly string[],
  tally: Tally,
  only: (place: Place, schema: JsonSchema) => boolean = () => true,
): Promise<void> {
  const places = [...textPlaces(target.schema, target.components)]
    .filter(([place, schema]) => only(place, schema))
    .map(([place]) => place);
  if (places.length === 0) return;
  for (let turn = 0; turn < strings.length; turn += Math.min(SHARE, places.length)) {
    await tryOne(
      target,
      new Map(places.map((place, index) => [place, strings[(turn + index * STRIDE) % strings.length]!])),
      tally,
    );
  }
}

async function tryOne(target: Target, naughty: Map<Place, string>, tally: Tally): Promise<void> {
  const report = (problem: string) => tally.problems.push(`${target.name}: ${problem}`);
  for (let tries = 0; tries < TRIES; tries++) {
    const bare = valueOf(target.schema, target.components, (place) => naughty.get(place));
    const value = (await target.mend?.(bare, (place) => naughty.has(place))) ?? bare;
    const verdict = await target.send(value);
    if (verdict.status >= 500) return void report(`answered ${verdict.status} with ${JSON.stringify([...naughty])}`);
    if (verdict.status < 400 || target.ordinary?.includes(verdict.status))
      return accept(target, verdict, naughty, tally);
    // Another call has changed the resource meanwhile.
    if (verdict.status === 409 && verdict.details.some(({ fieldName }) => fieldName === 'version')) continue;
    const named = [...naughty.keys()].filter(
      (place) =>
        place === target.blame?.[verdict.status] ||
        verdict.details.some(({ fieldName = '' }) => names(fieldName, place, value)),
    );
    if (named.length === 0)
      return void report(
        `refused with ${verdict.status} ${JSON.stringify(verdict.details)} and none of the fields under test: ${JSON.stringify([...naughty])}`,
      );
    tally.refused += named.length;
    for (const place of named) naughty.delete(place);
    if (naughty.size === 0) return;
  }
  report(`refused ${TRIES} times: ${JSON.stringify([...naughty])}`);
}

/** A detail names a place, something in it, or the map or list that it stands in. The gateway cuts long names. */
function names(fieldName: string, place: Place, value: unknown): boolean {
  const fixed = place.split('.').slice(0, firstOpen(place)).join('.');
  if (firstOpen(place) < place.split('.').length)
    return (
      fixed === '' ||
      fieldName.startsWith(fixed) ||
      fixed.startsWith(fieldName) ||
      fieldName === 'body' ||
      fieldName === String(at(value, place)).slice(0, 100)
    );
  return fieldName === place || fieldName.startsWith(`${place}.`) || place.startsWith(`${fieldName}.`);
}

const firstOpen = (place: Place): number => {
  const open = place.split('.').findIndex((name) => name.startsWith('{'));
  return open < 0 ? place.split('.').length : open;
};

async function accept(target: Target, verdict: Verdict, naughty: Map<Place, string>, tally: Tally): Promise<void> {
  tally.accepted += naughty.size;
  const stored = await target.read?.(verdict);
  if (stored === undefined) return;
  for (const [place, text] of naughty) {
    if (target.changed?.test(place)) continue;
    tally.readBack++;
    // What is empty is absent.
    if (text !== '' && !holds(stored, place.split('.'), text))
      tally.problems.push(
        `${target.name}: ${place} came back as ${JSON.stringify(at(stored, place))} instead of ${JSON.stringify(text)}`,
      );
  }
}

function holds(value: unknown, [name, ...rest]: string[], text: string): boolean {
  if (name === undefined) return value === text;
  if (typeof value !== 'object' || value === null) return false;
  if (name === '{key}') return Object.hasOwn(value, text);
  if (name === '{value}') return Object.values(value).some((one) => holds(one, rest, text));
  return holds((value as Record<string, unknown>)[name], rest, text);
}
