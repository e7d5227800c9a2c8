import type { Manifest, Reason, TaskSubject } from '@lethe/contracts';

export const NEEDS_SUBJECT: Reason = { code: 'needs.subject.id', message: 'skipped: needs a subject id' };

/**
 * Whether a bare term does not reach this domain (requirements D8). Unknown, so false, before its manifest is there.
 */
export function isSkipped(manifest: Manifest | undefined, subject: TaskSubject): boolean {
  return (
    manifest?.requiresSubject === true && (subject.byTerm ?? (subject.id === undefined && subject.alsoIds.length === 0))
  );
}
