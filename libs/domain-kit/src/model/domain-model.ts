import type { SubjectIdType } from '@lethe/contracts';
import { IDENTIFIER_KINDS, indexKind, type IdentifierKind } from '@lethe/matching';
import type { DataSource, EntityMetadata } from 'typeorm';
import { StoredFile } from '../files/stored-file.ts';
import {
  fieldDeclarations,
  reachedDeclaration,
  recordDeclaration,
  type FieldDeclaration,
  type SubjectRecordOptions,
} from './annotations.ts';
import { kindsOf, withoutCategory } from './categories.ts';
import { postureSources, type PostureSource } from './posture-sources.ts';

/** One column of a record type with what was declared about it. */
export interface Field extends FieldDeclaration {
  /** Property of the entity; the name in exports and counts. */
  name: string;
  /** Quoted column of the table. */
  column: string;
  nullable: boolean;
}

/** One record type: an entity with its declarations, ready for the engine. */
export interface RecordType extends SubjectRecordOptions {
  entity: new () => object;
  /** Quoted table. */
  table: string;
  /** Property and quoted column of the key. */
  key: Field;
  parentKey?: Field;
  /** Holds the subject id where that is not the key; the pair with `parentKey` names the person. */
  word?: Field;
  fields: Field[];
  refersTo: Reference[];
  /** Column that names the merge set of a record. */
  mergeSet?: Field;
  /**
   * The record type through which this one is reached, and the condition between its row (alias `p`) and this one
   * (alias `r`).
   */
  reached?: { parent: RecordType; on: string };
  erasedAt?: Field;
  /** Kinds of identifiers that stand in its fields: what a correction may replace. */
  kinds: ReadonlySet<IdentifierKind>;
  /** Its identifiers find it: they are in the identifier index. */
  isIndexed: boolean;
  /** A file belongs to each of its records (StoredFile). */
  hasFile: boolean;
}

/** Where a record carries a subject id of another domain: in a column of its own, or of its parts. */
export interface Reference {
  field: Field;
  subjectId: SubjectIdType;
  same: boolean;
  /** Quoted table of the parts, and their quoted column with the key of the record. */
  parts?: { table: string; column: string };
}

export interface DomainModel {
  /** Parents before their parts. */
  recordTypes: RecordType[];
  subjectIds: SubjectIdType[];
  /** Where personal data may stand that no request reaches. */
  posture: PostureSource[];
  /** Kinds that find a subject here. */
  searches: IdentifierKind[];
  /** Tables without personal data, and why (@NotPersonalTable). */
  otherTables: { table: string; holds: string; columns: string[] }[];
}

/**
 * A declaration is missing or contradicts itself. Raised when a service starts and by its conformance test, naming each
 * column.
 */
class ModelError extends Error {
  override readonly name = 'ModelError';
}

/**
 * Reads the annotations of all entities.
 * @throws ModelError naming every column that is declared neither personal nor not-personal
 */
export function buildModel(dataSource: DataSource, { requiresSubject = false } = {}): DomainModel {
  const problems: string[] = [];
  const byEntity = new Map<object, RecordType>();
  for (const metadata of dataSource.entityMetadatas) {
    const declared = recordDeclaration(metadata.target as object);
    if (declared === undefined)
      problems.push(`${metadata.name}: declare the entity with @SubjectRecord or @NotPersonalTable`);
    if (typeof declared === 'object') byEntity.set(metadata.target as object, recordType(metadata, declared, problems));
  }
  const posture = postureSources(dataSource.entityMetadatas, problems);
  for (const type of byEntity.values()) linkParent(type, byEntity, problems);
  for (const type of byEntity.values()) handReferencesUp(type, problems);
  for (const type of byEntity.values())
    if (type.hasFile && type.onErase !== 'delete')
      problems.push(`${type.type}: a record with a file is deleted with it, so say onErase 'delete'`);
  problems.push(
    ...duplicates([...byEntity.values()].map((type) => type.type)).map(
      (type) => `record type ${type} is declared twice`,
    ),
  );
  if (problems.length > 0)
    throw new ModelError(`The declarations of personal data are not complete:\n  ${problems.join('\n  ')}`);
  const recordTypes = [...byEntity.values()].sort((a, b) => depth(a) - depth(b));
  const subjects = recordTypes.filter((type) => type.subjectId !== undefined);
  return {
    recordTypes,
    subjectIds: subjects.map((type) => type.subjectId!),
    posture,
    // What a bare term does not reach it does not show either (R34).
    searches: requiresSubject
      ? []
      : searchedBy(subjects.filter((type) => type.isIndexed).flatMap((type) => [...type.kinds])),
    otherTables: dataSource.entityMetadatas.flatMap(notPersonalTable),
  };
}

function notPersonalTable({ target, tableName, columns }: EntityMetadata): DomainModel['otherTables'] {
  const holds = recordDeclaration(target as object);
  return typeof holds === 'string'
    ? [{ table: tableName, holds, columns: columns.map(({ databaseName }) => databaseName) }]
    : [];
}

function recordType(metadata: EntityMetadata, options: SubjectRecordOptions, problems: string[]): RecordType {
  const declarations = fieldDeclarations(metadata.target as { prototype: object });
  const fields: Field[] = [];
  for (const column of metadata.columns) {
    const name = column.propertyPath.split('.')[0]!;
    const declaration = declarations.get(name);
    if (declaration === undefined)
      problems.push(`${metadata.name}.${column.propertyPath}: declare it with @Personal or @NotPersonal('why')`);
    else fields.push({ ...declaration, name, column: `"${column.databaseName}"`, nullable: column.isNullable });
  }
  const find = (test: (field: Field) => unknown) => fields.find((field) => Boolean(test(field)));
  const key = find((field) => field.subjectKey);
  const erasedAt = find((field) => field.erasedAt);
  if (key === undefined) problems.push(`${metadata.name}: mark its key with @SubjectKey`);
  if (options.onErase === 'anonymise' && erasedAt === undefined)
    problems.push(`${metadata.name}: onErase 'anonymise' needs a column marked @ErasedAt`);
  if (find((field) => field.subjectWord) !== undefined && find((field) => field.subjectParent) === undefined)
    problems.push(`${metadata.name}: a @SubjectWord needs a @SubjectParent that says what kind of word it is`);
  if (options.onErase === 'retain' && !options.ground) problems.push(`${metadata.name}: retaining needs a ground`);
  if (options.onErase === 'anonymise') problems.push(...withoutErasedValue(metadata.name, fields));
  const hasFile = (metadata.target as { prototype: object }).prototype instanceof StoredFile;
  problems.push(...withoutCategory(metadata.name, { ...options, hasFile }, fields));
  const kinds = new Set(fields.flatMap(kindsOf));
  return {
    ...options,
    entity: metadata.target as new () => object,
    table: `"${metadata.tableName}"`,
    key: key ?? fields[0]!,
    parentKey: find((field) => field.subjectParent),
    word: find((field) => field.subjectWord),
    fields,
    refersTo: fields
      .filter((field) => field.refersTo !== undefined)
      .map((field) => ({ field, subjectId: field.refersTo!, same: field.samePerson === true })),
    mergeSet: find((field) => field.mergeSet),
    erasedAt,
    kinds,
    isIndexed: kinds.size > 0 && options.isUnsearched !== true,
    hasFile,
  };
}

function withoutErasedValue(entity: string, fields: Field[]): string[] {
  return fields
    .filter(
      (field) => field.personal && !field.personal.excluded && !field.nullable && field.personal.erased === undefined,
    )
    .map(
      (field) =>
        `${entity}.${field.name}: is not nullable, so say what it becomes on anonymisation: @Personal({ erased: ... })`,
    );
}

function linkParent(type: RecordType, byEntity: Map<object, RecordType>, problems: string[]): void {
  const field = type.fields.find((candidate) => candidate.partOf !== undefined);
  const reached = reachedDeclaration(type.entity) ?? (field && { from: field.partOf!, on: '' });
  if (reached === undefined) return;
  const parent = byEntity.get(reached.from());
  if (parent === undefined)
    problems.push(`${type.type}: it is a part of, or reached from, an entity that is no @SubjectRecord`);
  else type.reached = { parent, on: reached.on === '' ? `r.${field!.column} = p.${parent.key.column}` : reached.on };
}

/** A part is found through its record alone: the record carries what says there who it is. */
function handReferencesUp(type: RecordType, problems: string[]): void {
  if (type.reached === undefined) return;
  const { parent } = type.reached;
  const key = type.fields.find((candidate) => candidate.partOf !== undefined);
  for (const reference of type.refersTo)
    if (reference.same && key !== undefined && parent.reached === undefined)
      parent.refersTo.push({ ...reference, parts: { table: type.table, column: key.column } });
    // It would be counted as carrying the id, and nothing would ever act on it.
    else
      problems.push(
        `${type.type}.${reference.field.name}: a part is found through its parent alone, so put @RefersTo there, or make it no part`,
      );
  type.refersTo = [];
}

/** Who is found by a phone number is found by it as a WhatsApp id, and the other way round. */
function searchedBy(kinds: IdentifierKind[]): IdentifierKind[] {
  const indexed = new Set(kinds.map(indexKind));
  return IDENTIFIER_KINDS.filter((kind) => indexed.has(indexKind(kind)));
}

const depth = (type: RecordType): number => (type.reached === undefined ? 0 : 1 + depth(type.reached.parent));
const duplicates = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

/** Personal fields that operations may change: all but the excluded ones (requirements D12). */
export const changeable = (type: RecordType): Field[] =>
  type.fields.filter((field) => field.personal !== undefined && field.personal.excluded === undefined);

/** Fields that an export shows. */
export const exportedFields = (type: RecordType): Field[] =>
  type.fields.filter((field) => !field.internal && field.personal?.excluded === undefined && !field.erasedAt);
