import type { EntityMetadata } from 'typeorm';
import {
  fieldDeclarations,
  outOfReachDeclarations,
  recordDeclaration,
  type FieldDeclaration,
  type OutOfReachOptions,
} from './annotations.ts';
import { textsIn } from './texts-in.ts';

/** A table in which personal data may stand that no request reaches, and where to look. */
export interface PostureSource {
  /** The record type, or the table's name where it is none. */
  recordType: string;
  /** Quoted. */
  table: string;
  /** Quoted column. */
  key: string;
  /** Columns to read: quoted column → property. */
  columns: { column: string; name: string }[];
  texts: PostureText[];
  conditions: OutOfReachOptions[];
}

/** Where texts stand, and why no request reaches them. */
export interface PostureText {
  /** The property. */
  name: string;
  /** All texts of the value, the keys of a map, or what nobody declared. */
  part: 'whole' | 'keys' | 'undeclared';
  place: string;
  reason: string;
  /** What to do about personal data there. */
  advice: string;
  read: (record: Record<string, unknown>) => string[];
}

type Column = EntityMetadata['columns'][number];

const TAKE_OUT =
  'Look at the record, and take it out with the resource API of the domain: no search, correction or erasure does.';
const DECLARE = 'Declare what it holds where its list or table is configured, or take it out.';

const TEXT_TYPES = new Set<unknown>(['text', 'varchar', 'character varying', 'citext', 'json', 'jsonb', String]);

/** By record type, so that a walk through them can go on after one. */
export function postureSources(all: readonly EntityMetadata[], problems: string[]): PostureSource[] {
  return all
    .flatMap((metadata) => sourceOf(metadata, problems) ?? [])
    .toSorted((a, b) => (a.recordType < b.recordType ? -1 : 1));
}

function sourceOf(metadata: EntityMetadata, problems: string[]): PostureSource | undefined {
  const target = metadata.target as object & { prototype: object };
  const declared = recordDeclaration(target);
  const conditions = outOfReachDeclarations(target);
  const recordType = typeof declared === 'object' ? declared.type : camelCase(metadata.tableName);
  const declarations = fieldDeclarations(target);
  const texts = metadata.columns.filter(holdsText).flatMap((column) => {
    if (typeof declared === 'string') return column.isPrimary ? [] : [wholeText(recordType, column, declared)];
    return textsOf(recordType, column, declarations.get(propertyOf(column)) ?? {});
  });
  if (texts.length === 0 && conditions.length === 0) return undefined;
  const key = metadata.primaryColumns.filter(({ propertyName }) => propertyName !== 'organisationId');
  if (key.length !== 1 || key[0]!.type !== 'uuid') {
    problems.push(`${metadata.name}: it has texts, so give it one uuid beside the organisation as its key`);
    return undefined;
  }
  const readsAll =
    conditions.some(({ count }) => count !== undefined) || texts.some(({ part }) => part === 'undeclared');
  const places = new Set(texts.map(({ name }) => name));
  const columns = metadata.columns
    .map((column) => ({ column: `"${column.databaseName}"`, name: propertyOf(column) }))
    .filter(({ name }) => readsAll || places.has(name));
  return { recordType, table: `"${metadata.tableName}"`, key: `"${key[0]!.databaseName}"`, columns, texts, conditions };
}

/** A column of a record: what is not personal, what is excluded, keys of maps, and what nobody declared. */
function textsOf(type: string, column: Column, { personal, notPersonal, internal }: FieldDeclaration): PostureText[] {
  const name = propertyOf(column);
  const place = `${type}.${name}`;
  if (notPersonal !== undefined) return internal ? [] : [wholeText(type, column, notPersonal)];
  if (personal === undefined) return [];
  const { excluded, excludedKeys, undeclared } = personal;
  if (excluded !== undefined) return [wholeText(type, column, `no operation reads or changes it (${excluded})`)];
  const texts: PostureText[] = [];
  if (excludedKeys !== undefined)
    texts.push({
      name,
      part: 'keys',
      place: `${place}, keys`,
      advice: TAKE_OUT,
      reason: `no operation reads or changes the keys (${excludedKeys})`,
      read: (record) => Object.keys((record[name] ?? {}) as object),
    });
  if (undeclared !== undefined)
    texts.push({
      name,
      part: 'undeclared',
      place: `${place}, undeclared`,
      advice: DECLARE,
      reason: 'nobody declared what it holds, so no search finds it (R88)',
      read: (record) => (record[name] === null ? [] : undeclared(record[name] as never, record as never)),
    });
  return texts;
}

const wholeText = (type: string, column: Column, reason: string): PostureText => {
  const name = propertyOf(column);
  return {
    name,
    part: 'whole',
    place: `${type}.${name}`,
    reason,
    advice: TAKE_OUT,
    read: (record) => textsIn(record[name]),
  };
};

const holdsText = ({ type }: Column): boolean => TEXT_TYPES.has(type);
const propertyOf = ({ propertyPath }: Column): string => propertyPath.split('.')[0]!;
const camelCase = (table: string): string => table.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
