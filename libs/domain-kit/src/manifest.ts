import type { FieldManifest, Manifest, RecordTypeManifest } from '@lethe/contracts';
import type { DomainDefinition } from './definition.ts';
import { categoriesOf, kindsOf } from './model/categories.ts';
import type { DomainModel, Field, RecordType } from './model/domain-model.ts';
import { tablesOf } from './sql/tables-of.ts';

export function manifestOf(definition: DomainDefinition, model: DomainModel): Manifest {
  return {
    name: definition.name,
    title: definition.title,
    recordTypes: model.recordTypes.map(recordTypeOf),
    searches: model.searches,
    subjectIds: model.subjectIds,
    refersTo: [...new Set(model.recordTypes.flatMap((type) => type.refersTo.map(({ subjectId }) => subjectId)))],
    requiresSubject: definition.requiresSubject ?? false,
    resourcePaths: definition.resourcePaths ?? [],
    filePaths: definition.filePaths ?? [],
    excluded: [...model.recordTypes.flatMap(excludedFields), ...(definition.excluded ?? [])],
    // docs/conventions.md, Databases.
    database: `lethe_${definition.name.replaceAll('-', '_')}`,
    tables: tablesOf(model),
  };
}

function recordTypeOf(type: RecordType): RecordTypeManifest {
  const { categories, purpose, legalGround, retention, recipients, onErase, ground, subjectId } = type;
  return {
    type: type.type,
    title: type.title,
    categories,
    purpose,
    legalGround,
    retention,
    recipients,
    onErase,
    ground,
    subjectId,
    retainedOn: (type.retainWhen ?? []).map((when) =>
      typeof when.ground === 'string' ? when.ground : 'the ground that the record names',
    ),
    table: unquoted(type.table),
    hasFile: type.hasFile,
    fields: type.fields.map((field) => fieldOf(type, field)),
  };
}

function fieldOf(type: RecordType, field: Field): FieldManifest {
  const { name, personal, notPersonal, refersTo } = field;
  return {
    name,
    column: unquoted(field.column),
    personal: personal !== undefined,
    categories: categoriesOf(type, field),
    why: personal === undefined ? notPersonal : undefined,
    identifies: [...kindsOf(field)],
    refersTo,
    onErase: leftBy(type, field),
    excluded: personal?.excluded,
  };
}

/** What is personal, and what `alsoSet` names, is written anew where the record stays; the rest stays with it. */
function leftBy({ onErase, alsoSet = {} }: RecordType, { name, personal }: Field): FieldManifest['onErase'] {
  if (onErase !== 'anonymise') return onErase;
  const isEmptied = personal !== undefined && personal.excluded === undefined;
  return isEmptied || name in alsoSet ? 'anonymise' : 'retain';
}

const unquoted = (name: string): string => name.replaceAll('"', '');

const excludedFields = ({ type, fields }: RecordType) =>
  fields.flatMap(({ name, personal: { excluded, excludedKeys } = {} }) => [
    ...(excluded === undefined ? [] : [{ what: `${type}.${name}`, requirement: excluded }]),
    ...(excludedKeys === undefined ? [] : [{ what: `${type}.${name}, keys`, requirement: excludedKeys }]),
  ]);
