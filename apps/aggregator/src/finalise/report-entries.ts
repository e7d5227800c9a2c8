import type { Manifests } from '../domains/domain-registry.ts';
import type { NotReached } from '../requests/not-reached.ts';
import type { ArchiveTask, ArchiveWork } from './claim-archive.ts';
import type { Entry } from './entries.ts';
import { pageEntry } from './export-entries.ts';
import { holdingsOf, type Holdings } from './holdings.ts';
import { json } from './json-entry.ts';
import { unsearched } from './left-out.ts';
import { notReachedCsv } from './not-reached-csv.ts';
import { page } from './page/page.ts';
import { withManifest } from './with-manifest.ts';

/**
 * What answers Article 15(1) (requirements D1), for people and for programs: is data held, where, which, why, for how
 * long, who receives it. No copy of it.
 */
export function reportEntries(manifests: Manifests, work: ArchiveWork): Entry[] {
  const holdings = holdingsOf(manifests, work, []);
  return withManifest(work, holdings, [
    pageEntry(() => page(work, holdings)),
    json('report.json', () => reportFor(manifests, work, holdings)),
    ...notReachedCsv(holdings),
  ]);
}

function reportFor(manifests: Manifests, work: ArchiveWork, { notReached }: Holdings) {
  const reports = work.tasks.map((task, index) => reportOf(manifests, task, notReached[index]!));
  return {
    requestId: work.id,
    createdDate: work.created_at.toISOString(),
    reportDate: work.now.toISOString(),
    isDataHeld: reports.some(({ recordTypes }) => recordTypes.length > 0),
    domains: reports,
  };
}

function reportOf(manifests: Manifests, task: ArchiveTask, { ambiguous, leftBehind, retained }: NotReached) {
  const { domain, state, outcomes } = task;
  const manifest = manifests.manifest(domain);
  const located = (outcomes.locate?.located ?? []).filter(({ records }) => records > 0);
  const recordTypes = located.map(({ recordType, records, disposition, ground }) => {
    const { title, categories, purpose, retention, recipients } =
      manifest?.recordTypes.find(({ type }) => type === recordType) ?? {};
    return { recordType, title, records, categories, purpose, retention, recipients, onErasure: disposition, ground };
  });
  return {
    domain,
    title: manifest?.title,
    searched: state === 'done',
    reasons: unsearched(task, { ambiguous, leftBehind, retained }),
    recordTypes,
    ambiguous,
    leftBehind,
    retained,
  };
}
