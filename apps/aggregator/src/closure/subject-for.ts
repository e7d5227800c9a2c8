import type { Manifest, TaskSubject } from '@lethe/contracts';
import { isSkipped } from '../requests/needs-subject.ts';
import type { StoredSubject } from './stored-subject.ts';

/**
 * What a domain is told of the subject. A bare term acts on the records that match it and on their merge sets: their ids
 * go to the domain that owns them alone. A domain that it does not reach only counts what carries these ids (D25).
 */
export function subjectFor(manifest: Manifest | undefined, stored: StoredSubject): TaskSubject {
  const { found: _found, carriers: _carriers, ...subject } = stored;
  if (!subject.byTerm) return subject;
  if (isSkipped(manifest, subject)) return { alsoIds: subject.alsoIds, keys: [] };
  return { ...subject, alsoIds: subject.alsoIds.filter(({ type }) => manifest?.subjectIds.includes(type)) };
}
