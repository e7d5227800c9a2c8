import type { GdprSubject, SubjectId } from '@lethe/contracts';

/** The wire form of a subject id alone. */
export function subjectOfId({ type, id, parent = '' }: SubjectId): GdprSubject {
  if (type === 'dialerContactId') return { dialerContactId: { id, contactListId: parent } };
  if (type === 'journeyCustomer') return { journeyCustomer: { type: parent, id } };
  return { [type]: id };
}

/** The subject ids that a subject of a search reply stands for. */
export function idsOf({ userId, externalContactId, dialerContactId, journeyCustomer }: GdprSubject): SubjectId[] {
  const ids: SubjectId[] = [];
  if (userId !== undefined) ids.push({ type: 'userId', id: userId });
  if (externalContactId !== undefined) ids.push({ type: 'externalContactId', id: externalContactId });
  if (dialerContactId)
    ids.push({ type: 'dialerContactId', id: dialerContactId.id, parent: dialerContactId.contactListId });
  if (journeyCustomer) ids.push({ type: 'journeyCustomer', id: journeyCustomer.id, parent: journeyCustomer.type });
  return ids;
}

/** One text per id, equal for equal ids. */
export const idText = ({ type, id, parent }: SubjectId): string =>
  parent === undefined ? `${type}:${id}` : `${type}:${parent}/${id}`;
