import type { Reason } from '@lethe/contracts';
import type { Manifests } from '../domains/domain-registry.ts';
import type { ArchiveTask } from './claim-archive.ts';

/**
 * Something that an archive does not hold, and why. `what` is a field or place that no operation reads (requirements
 * D12).
 */
export interface Omission {
  domain: string;
  recordType?: string;
  records?: number;
  /** Of ambiguous records, so that a further request can name them (requirements D9). */
  recordIds?: string[];
  what?: string;
  reason: Reason;
}

export function leftOutOf(manifests: Manifests, task: ArchiveTask): Omission[] {
  const { domain, state, reasons } = task;
  if (state !== 'done') return reasons.map((reason) => ({ domain, reason }));
  const outcome = task.outcomes.export ?? task.outcomes.locate;
  return [
    ...ambiguousIn(task),
    ...(outcome?.leftOut ?? []).map((omitted) => ({ domain, ...omitted })),
    ...excludedIn(manifests, domain),
  ];
}

function ambiguousIn({ domain, outcomes }: ArchiveTask): Omission[] {
  const ambiguous = outcomes.export?.ambiguous ?? outcomes.locate?.ambiguous ?? [];
  const alike = Map.groupBy(ambiguous, ({ recordType, reason }) => `${recordType} ${reason.code}`);
  return [...alike.values()].map((same) => {
    const [{ recordType, reason }] = same as [(typeof same)[number]];
    return { domain, recordType, records: same.length, recordIds: same.map(({ recordId }) => recordId), reason };
  });
}

function excludedIn(manifests: Manifests, domain: string): Omission[] {
  const excluded = manifests.manifest(domain)?.excluded ?? [];
  return excluded.map(({ what, requirement }) => ({
    domain,
    what,
    reason: { code: 'excluded', message: `No operation reads or changes it (${requirement}).` },
  }));
}
