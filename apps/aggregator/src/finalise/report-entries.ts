import type { DomainRegistry } from '../domains/domain-registry.ts';
import type { ArchiveTask, ArchiveWork } from './claim-archive.ts';
import type { Entry } from './entries.ts';
import { json } from './export-entries.ts';

/** The one file that answers Article 15(1) (requirements D1): is data held, where, which, why, for how long, who receives it. No copy of it. */
export function reportEntries(domains: DomainRegistry, work: ArchiveWork): Entry[] {
  const reports = work.tasks.map((task) => reportOf(domains, task));
  const report = {
    requestId: work.id,
    createdDate: work.created_at.toISOString(),
    reportDate: work.now.toISOString(),
    isDataHeld: reports.some(({ recordTypes }) => recordTypes.length > 0),
    domains: reports,
  };
  return [json('report.json', report)];
}

function reportOf(domains: DomainRegistry, { domain, state, reasons, outcomes }: ArchiveTask) {
  const manifest = domains.manifest(domain);
  const located = (outcomes.locate?.located ?? []).filter(({ records }) => records > 0);
  const recordTypes = located.map(({ recordType, records, disposition, ground }) => {
    const { title, categories, purpose, retention, recipients } = manifest?.recordTypes.find(({ type }) => type === recordType) ?? {};
    return { recordType, title, records, categories, purpose, retention, recipients, onErasure: disposition, ground };
  });
  return { domain, title: manifest?.title, searched: state === 'done', reasons, recordTypes, ambiguous: outcomes.locate?.ambiguous ?? [] };
}
