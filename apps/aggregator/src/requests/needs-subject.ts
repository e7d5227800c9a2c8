import type { Manifest, Reason, TaskSubject } from '@lethe/contracts';

export const NEEDS_SUBJECT: Reason = { code: 'needs.subject.id', message: 'skipped: needs a subject id' };

/**
 * Whether a bare term does not reach this domain (requirements D8); an external id does, although it may name no subject.
 * Unknown, so false, before its manifest is there.
 */
export function isSkipped(manifest: Manifest | undefined, { id, byTerm, alsoIds, keys }: TaskSubject): boolean {
  const isBare = byTerm ?? (id === undefined && alsoIds.length === 0);
  return manifest?.requiresSubject === true && isBare && !keys.some(({ kind }) => kind === 'EXTERNAL_ID');
}
