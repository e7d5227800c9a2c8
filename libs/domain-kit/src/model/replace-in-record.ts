import type { ReplacementTerm } from '@lethe/contracts';
import { indexKind, replaceAddress, replaceName, termKeys, type AddressInput, type NameInput } from '@lethe/matching';
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
  if (indexKind(found.kind) !== indexKind(term.type) || 'hashed' in found) return undefined;
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
