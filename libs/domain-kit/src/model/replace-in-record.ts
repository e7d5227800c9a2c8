import type { ReplacementTerm } from '@lethe/contracts';
import { addressKeys, foldText, replaceName, termKeys, type AddressInput, type NameInput } from '@lethe/identifiers';
import { changeable, type Field, type RecordType } from './domain-model.ts';
import { keysOf, type FoundIdentifier, type Replacement } from './formats.ts';
import { partsOf, valueOf } from './identifiers-of.ts';

/** Replaces one term in a record, in place. Returns the names of the fields that changed. */
export function replaceInRecord(
  type: RecordType,
  record: object,
  term: ReplacementTerm,
  defaultCountry: string,
): string[] {
  const changed: string[] = [];
  const set = (field: Field, value: unknown) => {
    if (JSON.stringify(valueOf(record, field)) === JSON.stringify(value)) return;
    (record as Record<string, unknown>)[field.name] = value;
    changed.push(field.name);
  };
  if (term.type === 'NAME')
    replaceParts(record, partsToChange(type, 'NAME'), set, (parts) =>
      replaceName(parts as NameInput, term.existingValue, term.updatedValue),
    );
  if (term.type === 'ADDRESS')
    replaceParts(record, partsToChange(type, 'ADDRESS'), set, (parts) =>
      replaceAddress(parts as AddressInput, term.existingValue, term.updatedValue),
    );
  const replacement = (found: FoundIdentifier) => replacementFor(found, term, defaultCountry);
  for (const field of changeable(type)) {
    const value = valueOf(record, field);
    if (value === null || value === undefined) continue;
    if (field.personal!.format !== undefined) set(field, field.personal!.format.replace(value, record, replacement));
    else if (isWhole(field, term)) set(field, wholeText(field, record, term, defaultCountry));
  }
  return changed;
}

const isWhole = (field: Field, term: ReplacementTerm) =>
  field.personal!.identifies === term.type &&
  ((term.type !== 'NAME' && term.type !== 'ADDRESS') || field.personal!.part === 'whole');

function wholeText(field: Field, record: object, term: ReplacementTerm, defaultCountry: string): string {
  const value = valueOf(record, field) as string;
  const country =
    field.personal!.countryFrom === undefined
      ? undefined
      : (record as Record<string, string | null>)[field.personal!.countryFrom];
  const found: FoundIdentifier =
    term.type === 'NAME'
      ? { kind: 'NAME', name: { whole: value } }
      : term.type === 'ADDRESS'
        ? { kind: 'ADDRESS', address: { whole: value } }
        : term.type === 'PHONE'
          ? { kind: 'PHONE', value, country }
          : { kind: term.type, value };
  const replacement = replacementFor(found, term, defaultCountry);
  if (replacement === undefined) return value;
  if ('text' in replacement) return replacement.text;
  return 'name' in replacement ? (replacement.name.whole ?? value) : (replacement.address.whole ?? value);
}

/** What a found identifier becomes; undefined when the term does not name it. */
function replacementFor(
  found: FoundIdentifier,
  term: ReplacementTerm,
  defaultCountry: string,
): Replacement | undefined {
  if (found.kind !== term.type || 'hashed' in found) return undefined;
  if (found.kind === 'NAME') {
    const name = replaceName(found.name, term.existingValue, term.updatedValue);
    return name && { name };
  }
  if (found.kind === 'ADDRESS') {
    const address = replaceAddress(found.address, term.existingValue, term.updatedValue);
    return address && { address };
  }
  const existing = termKeys(term.type, term.existingValue, defaultCountry);
  return keysOf(found, defaultCountry).some((key) => existing.includes(key)) ? { text: term.updatedValue } : undefined;
}

const partsToChange = (type: RecordType, kind: 'NAME' | 'ADDRESS'): Field[] =>
  partsOf(type, kind).filter((field) => field.personal!.excluded === undefined);

function replaceParts(
  record: object,
  fields: Field[],
  set: (field: Field, value: unknown) => void,
  replace: (parts: object) => object | undefined,
): void {
  if (fields.length === 0) return;
  const lines = fields.filter((field) => field.personal!.part === 'line');
  const named = fields.filter((field) => field.personal!.part !== 'line');
  const parts: Record<string, unknown> = Object.fromEntries(
    named.map((field) => [field.personal!.part, valueOf(record, field)]),
  );
  if (lines.length > 0) parts['lines'] = lines.map((field) => valueOf(record, field));
  const updated = replace(parts) as Record<string, unknown> | undefined;
  if (updated === undefined) return;
  for (const field of named) set(field, updated[field.personal!.part!] ?? null);
  lines.forEach((field, index) => set(field, (updated['lines'] as (string | null)[] | undefined)?.[index] ?? null));
}

const NAMED_PARTS = ['postalCode', 'city', 'state', 'country'] as const;

/**
 * An address after the correction. The new text is one string: comma-separated segments that repeat the record's own
 * city, postal code, state or country keep their place, the rest becomes the street line. `existing` may also be one
 * part of the address alone.
 */
function replaceAddress(current: AddressInput, existing: string, updated: string): AddressInput | undefined {
  const { lines = [] } = current;
  const wanted = addressKeys({ whole: existing });
  if (current.whole !== undefined && current.whole !== null)
    return sharesKey(addressKeys({ whole: current.whole }), wanted) ? { ...current, whole: updated } : undefined;
  const equal = (part: string | null | undefined) => Boolean(part) && sharesKey(addressKeys({ whole: part }), wanted);
  if (lines.some(equal)) return { ...current, lines: lines.map((line) => (equal(line) ? updated : line)) };
  const part = NAMED_PARTS.find((name) => equal(current[name]));
  if (part !== undefined) return { ...current, [part]: updated };
  return sharesKey(addressKeys(current), wanted) ? wholeAddress(current, updated) : undefined;
}

function wholeAddress(current: AddressInput, updated: string): AddressInput {
  const kept: Partial<Record<(typeof NAMED_PARTS)[number], string | null>> = {};
  const rest: string[] = [];
  for (const segment of updated
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)) {
    const names = NAMED_PARTS.filter(
      (name) => kept[name] === undefined && current[name] && hasTokens(segment, current[name]),
    );
    const tokens = names
      .map((name) => foldText(current[name]!))
      .join(' ')
      .split(' ').length;
    if (names.length > 0 && tokens === foldText(segment).split(' ').length)
      for (const name of names) kept[name] = current[name];
    else rest.push(segment);
  }
  return {
    ...Object.fromEntries(NAMED_PARTS.map((name) => [name, kept[name] ?? null])),
    lines: [rest.join(', ') || null],
  };
}

const hasTokens = (segment: string, part: string) => {
  const tokens = foldText(segment).split(' ');
  return foldText(part)
    .split(' ')
    .every((token) => tokens.includes(token));
};
const sharesKey = (a: readonly string[], b: readonly string[]) => a.some((key) => b.includes(key));
