import type { Reason } from '@lethe/contracts';
import type { Manifests } from '../domains/domain-registry.ts';
import { skippedReason, type NotReached } from '../requests/not-reached.ts';
import type { ArchiveTask } from './claim-archive.ts';

/**
 * Something that an archive does not hold, and why. `what` is a field or place that no operation reads (requirements
 * D12).
 */
export interface Omission {
  domain: string;
  recordType?: string;
  records?: number;
  what?: string;
  reason: Reason;
}

/** Why a domain was not searched. */
export const unsearched = ({ state, reasons }: ArchiveTask, left: NotReached): Reason[] =>
  state === 'skipped' ? [skippedReason(left)] : reasons;

export function leftOutOf(manifests: Manifests, task: ArchiveTask, left: NotReached): Omission[] {
  const { domain, state } = task;
  if (state !== 'done') return unsearched(task, left).map((reason) => ({ domain, reason }));
  const outcome = task.outcomes.export ?? task.outcomes.locate;
  return [...(outcome?.leftOut ?? []).map((omitted) => ({ domain, ...omitted })), ...excludedIn(manifests, domain)];
}

function excludedIn(manifests: Manifests, domain: string): Omission[] {
  const excluded = manifests.manifest(domain)?.excluded ?? [];
  return excluded.map(({ what, requirement }) => ({
    domain,
    what,
    reason: { code: 'excluded', message: `No operation reads or changes it (${requirement}).` },
  }));
}
