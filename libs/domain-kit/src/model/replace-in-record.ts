import type { ReplacementTerm } from '@lethe/contracts';
import {
  indexKind,
  parsePhone,
  replaceAddress,
  replaceName,
  termKeys,
  type AddressInput,
  type NameInput,
} from '@lethe/matching';
import { changeable, type Field, type RecordType } from './domain-model.ts';
import { keysOf, shownAs, type FoundIdentifier, type Replacement } from './formats.ts';
import { identifiersOf, partsOf, valueOf } from './identifiers-of.ts';
import { replaceInField } from './replace-in-field.ts';

type FoundText = Extract<FoundIdentifier, { value: string }>;

/**
 * Replaces the terms in a record, in place, all at once against its old values: a to b with b to a swaps. Returns the
 * names of the fields that changed.
 */
export function replaceInRecord(
  type: RecordType,
  record: object,
  terms: readonly ReplacementTerm[],
  defaultCountry: string,
): string[] {
  const old = { ...record };
  const changed = new Set<string>();
  const set: SetField = (field, value) => {
    if (JSON.stringify(valueOf(old, field)) === JSON.stringify(value)) return;
    (record as Record<string, unknown>)[field.name] = value;
    changed.add(field.name);
  };
  replaceParts(old, partsToChange(type, 'NAME'), set, (name: NameInput) => replacedName(name, terms));
  replaceParts(old, partsToChange(type, 'ADDRESS'), set, (address: AddressInput) => replacedAddress(address, terms));
  rewrite(type, old, set, (found) => replacementFor(found, terms, defaultCountry));
  const others = terms.filter((term) => term.type !== 'ADDRESS');
  if (changed.size > 0 && others.length < terms.length) {
    const unmoved = { ...old };
    replaceInRecord(type, unmoved, others, defaultCountry);
    rewrite(type, record, set, sameNumber(phonesOf(type, unmoved), defaultCountry));
  }
  return [...changed];
}

type SetField = (field: Field, value: unknown) => void;
type Replace = (found: FoundIdentifier) => Replacement | undefined;

/** Every field that is a whole by itself. */
function rewrite(type: RecordType, record: object, set: SetField, replace: Replace): void {
  for (const field of changeable(type)) {
    const value = valueOf(record, field);
    if (value === null || value === undefined) continue;
    if (field.personal!.format !== undefined) set(field, field.personal!.format.replace(value, record, replace));
    else if (isWhole(field)) set(field, wholeText(field, record, replace));
  }
}

const phonesOf = (type: RecordType, record: object): FoundText[] =>
  identifiersOf(type, record).filter((found): found is FoundText => found.kind === 'PHONE' && 'value' in found);

/**
 * Who moves to another country keeps the number: where the new country would read it as somebody else's, it is written
 * internationally.
 */
function sameNumber(before: FoundText[], defaultCountry: string): Replace {
  const byText = new Map(before.map((found) => [found.value, found]));
  return (found) => {
    const meant = found.kind === 'PHONE' && 'value' in found ? byText.get(found.value) : undefined;
    if (meant === undefined) return undefined;
    const [keys, now] = [keysOf(meant, defaultCountry), keysOf(found, defaultCountry)];
    const isLost = keys.some((key) => key.startsWith('+') && !now.includes(key));
    return isLost ? { text: keys.length > 1 ? keys.join('; ') : shownAs(meant, defaultCountry) } : undefined;
  };
}

const isWhole = ({ personal }: Field) =>
  personal!.identifies !== undefined &&
  ((personal!.identifies !== 'NAME' && personal!.identifies !== 'ADDRESS') || personal!.part === 'whole');

function wholeText(field: Field, record: object, replace: Replace): string {
  const value = valueOf(record, field) as string;
  const replacement = replace(wholeIdentifier(field, record, value));
  if (replacement === undefined) return value;
  if ('text' in replacement) return replacement.text;
  return 'name' in replacement ? (replacement.name.whole ?? value) : (replacement.address.whole ?? value);
}

function wholeIdentifier({ personal }: Field, record: object, value: string): FoundIdentifier {
  const kind = personal!.identifies!;
  if (kind === 'NAME') return { kind, name: { whole: value } };
  if (kind === 'ADDRESS') return { kind, address: { whole: value } };
  const { countryFrom } = personal!;
  const country = countryFrom === undefined ? undefined : (record as Record<string, string | null>)[countryFrom];
  return kind === 'PHONE' ? { kind, value, country } : { kind, value };
}

/** What a found identifier becomes; undefined when no term names it. */
function replacementFor(
  found: FoundIdentifier,
  terms: readonly ReplacementTerm[],
  defaultCountry: string,
): Replacement | undefined {
  if ('hashed' in found) return undefined;
  if (found.kind === 'NAME') {
    const name = replacedName(found.name, terms);
    return name && { name };
  }
  if (found.kind === 'ADDRESS') {
    const address = replacedAddress(found.address, terms);
    return address && { address };
  }
  const corrections = terms
    .filter((term) => indexKind(term.type) === indexKind(found.kind))
    .map((term) => ({
      existing: new Set(termKeys(term.type, term.existingValue, defaultCountry)),
      text: newText(found, term, defaultCountry),
    }));
  const keys = (value: string) => keysOf({ ...found, value }, defaultCountry);
  const text =
    corrections.length === 0
      ? undefined
      : replaceInField(found.value, corrections, (value) =>
          value === found.value ? keysOf(found, defaultCountry) : keys(value),
        );
  return text === undefined ? undefined : { text };
}

/**
 * A term's number is read with the organisation's country, the record's with its own: where these differ, the number is
 * written internationally, or it would become somebody else's.
 */
function newText(found: FoundText, { type, updatedValue }: ReplacementTerm, defaultCountry: string): string {
  if (found.kind !== 'PHONE' || found.country === null || found.country === undefined) return updatedValue;
  const meant = termKeys(type, updatedValue, defaultCountry);
  const read = keysOf({ kind: 'PHONE', value: updatedValue, country: found.country }, defaultCountry);
  if (meant.some((key) => read.includes(key))) return updatedValue;
  const { e164, extension } = parsePhone({ value: updatedValue }, defaultCountry);
  if (e164 === undefined) return updatedValue;
  return extension === undefined ? e164 : `${e164};ext=${extension}`;
}

const replacedName = (name: NameInput, terms: readonly ReplacementTerm[]): NameInput | undefined =>
  combined(
    name,
    terms.flatMap((term) =>
      term.type === 'NAME' ? (replaceName(name, term.existingValue, term.updatedValue) ?? []) : [],
    ),
  );

const replacedAddress = (address: AddressInput, terms: readonly ReplacementTerm[]): AddressInput | undefined =>
  combined(
    address,
    terms.flatMap((term) =>
      term.type === 'ADDRESS' ? (replaceAddress(address, term.existingValue, term.updatedValue) ?? []) : [],
    ),
  );

/** Several corrections of one name or address, each made of the old one: a part is the first's that changes it. */
function combined<T extends object>(old: T, updates: readonly T[]): T | undefined {
  const isNew = (update: T, part: string) =>
    JSON.stringify(update[part as keyof T]) !== JSON.stringify(old[part as keyof T]);
  return updates.length === 0
    ? undefined
    : updates.reduceRight(
        (all, update) => ({
          ...all,
          ...Object.fromEntries(Object.entries(update).filter(([part]) => isNew(update, part))),
        }),
        old,
      );
}

const partsToChange = (type: RecordType, kind: 'NAME' | 'ADDRESS'): Field[] =>
  partsOf(type, kind).filter((field) => field.personal!.excluded === undefined);

function replaceParts<T>(record: object, fields: Field[], set: SetField, replace: (parts: T) => T | undefined): void {
  if (fields.length === 0) return;
  const lines = fields.filter((field) => field.personal!.part === 'line');
  const named = fields.filter((field) => field.personal!.part !== 'line');
  const parts: Record<string, unknown> = Object.fromEntries(
    named.map((field) => [field.personal!.part, valueOf(record, field)]),
  );
  if (lines.length > 0) parts['lines'] = lines.map((field) => valueOf(record, field));
  const updated = replace(parts as T) as Record<string, unknown> | undefined;
  if (updated === undefined) return;
  for (const field of named) set(field, updated[field.personal!.part!] ?? null);
  lines.forEach((field, index) => set(field, (updated['lines'] as (string | null)[] | undefined)?.[index] ?? null));
}
