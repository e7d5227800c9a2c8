import type { Manifest } from '@lethe/contracts';
import type { DomainDefinition } from './definition.ts';
import type { DomainModel, RecordType } from './model/domain-model.ts';

export function manifestOf(definition: DomainDefinition, model: DomainModel): Manifest {
  return {
    name: definition.name,
    title: definition.title,
    recordTypes: model.recordTypes.map(
      ({ type, title, categories, purpose, retention, recipients = [], onErase, ground, subjectId }) => ({
        type,
        title,
        categories,
        purpose,
        retention,
        recipients,
        onErase,
        ground,
        subjectId,
      }),
    ),
    searches: model.searches,
    subjectIds: model.subjectIds,
    refersTo: [...new Set(model.recordTypes.flatMap((type) => type.refersTo.map(({ subjectId }) => subjectId)))],
    requiresSubject: definition.requiresSubject ?? false,
    resourcePaths: definition.resourcePaths ?? [],
    filePaths: definition.filePaths ?? [],
    excluded: [...model.recordTypes.flatMap(excludedFields), ...(definition.excluded ?? [])],
  };
}

const excludedFields = ({ type, fields }: RecordType) =>
  fields.flatMap(({ name, personal }) =>
    personal?.excluded === undefined ? [] : [{ what: `${type}.${name}`, requirement: personal.excluded }],
  );
