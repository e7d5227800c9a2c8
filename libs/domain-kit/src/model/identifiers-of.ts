import type { IdentifierKey } from '@lethe/contracts';
import {
  indexKind,
  nameKeys,
  possibleKeys,
  type AddressInput,
  type IdentifierKind,
  type NameInput,
} from '@lethe/matching';
import type { Field, RecordType } from './domain-model.ts';
import { keysOf, shownAs, type FoundIdentifier } from './formats.ts';

/** Everything in a record that can find the person. The one reading that index, search, resolve and rectify share. */
export function identifiersOf(type: RecordType, record: object): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  const name = nameOf(type, record);
  if (name !== undefined) found.push({ kind: 'NAME', name });
  const address = addressOf(type, record);
  if (address !== undefined) found.push({ kind: 'ADDRESS', address });
  for (const field of type.fields) found.push(...fieldIdentifiers(field, record));
  return found;
}

/** The keys of a record, each once. */
export function keysOfRecord(type: RecordType, record: object, defaultCountry: string): IdentifierKey[] {
  const unique = new Map<string, IdentifierKey>();
  for (const found of identifiersOf(type, record)) {
    const kind = indexKind(found.kind);
    for (const key of keysOf(found, defaultCountry)) unique.set(`${kind} ${key}`, { kind, key });
  }
  return [...unique.values()];
}

/** Under which kind the index holds the keys of what is only possible; nothing but a search asks for it. */
export const possibleKind = (kind: IdentifierKind): string => `possible:${indexKind(kind)}`;

/**
 * All index rows of a record: its keys and, where it is a subject, those by which it is offered as possible
 * (docs/matching.md).
 */
export function indexRows(type: RecordType, record: object, defaultCountry: string): { kind: string; key: string }[] {
  const keys = keysOfRecord(type, record, defaultCountry);
  if (type.subjectId === undefined) return keys;
  const possible = new Map<string, { kind: string; key: string }>();
  for (const found of identifiersOf(type, record)) {
    if ('hashed' in found) continue;
    const kind = possibleKind(found.kind);
    for (const key of possibleKeys(found, defaultCountry)) possible.set(`${kind} ${key}`, { kind, key });
  }
  return [...keys, ...possible.values()];
}

/** The names of a record, one for each that it holds: what the name test of D9 compares. */
export const namesIn = (type: RecordType, record: object | undefined): NameInput[] =>
  record === undefined
    ? []
    : identifiersOf(type, record).flatMap((found) =>
        'name' in found && nameKeys(found.name).length > 0 ? [found.name] : [],
      );

/** The texts of one kind as a subject shows them, each once. */
export function shown(found: FoundIdentifier[], kind: FoundIdentifier['kind'], defaultCountry: string): string[] {
  return [...new Set(found.filter((one) => one.kind === kind).map((one) => shownAs(one, defaultCountry)))].filter(
    (text) => text !== '',
  );
}

export const valueOf = (record: object, field: Field): unknown => (record as Record<string, unknown>)[field.name];

export const partsOf = (type: RecordType, kind: 'NAME' | 'ADDRESS'): Field[] =>
  type.fields.filter((field) => field.personal?.identifies === kind && field.personal.part !== 'whole');

function nameOf(type: RecordType, record: object): NameInput | undefined {
  const parts = partsOf(type, 'NAME');
  if (parts.length === 0) return undefined;
  return Object.fromEntries(parts.map((field) => [field.personal!.part, valueOf(record, field)])) as NameInput;
}

function addressOf(type: RecordType, record: object): AddressInput | undefined {
  const parts = partsOf(type, 'ADDRESS');
  if (parts.length === 0) return undefined;
  const lines = parts
    .filter((field) => field.personal!.part === 'line')
    .map((field) => valueOf(record, field) as string | null);
  const rest = parts
    .filter((field) => field.personal!.part !== 'line')
    .map((field) => [field.personal!.part, valueOf(record, field)]);
  return { lines, ...Object.fromEntries(rest) } as AddressInput;
}

function fieldIdentifiers(field: Field, record: object): FoundIdentifier[] {
  const value = valueOf(record, field);
  const { identifies, part, format, countryFrom } = field.personal ?? {};
  if (value === null || value === undefined) return [];
  if (format !== undefined) return format.read(value, record);
  if (identifies === undefined || typeof value !== 'string' || value === '') return [];
  if (identifies === 'NAME') return part === 'whole' ? [{ kind: 'NAME', name: { whole: value } }] : [];
  if (identifies === 'ADDRESS') return part === 'whole' ? [{ kind: 'ADDRESS', address: { whole: value } }] : [];
  if (identifies !== 'PHONE') return [{ kind: identifies, value }];
  const country = countryFrom === undefined ? undefined : (record as Record<string, string | null>)[countryFrom];
  return [{ kind: 'PHONE', value, country }];
}
