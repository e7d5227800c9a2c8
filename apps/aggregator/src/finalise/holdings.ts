import type { Located, Manifest, RecordTypeManifest } from '@lethe/contracts';
import type { Manifests } from '../domains/domain-registry.ts';
import { notReached, type NotReached } from '../requests/not-reached.ts';
import type { ArchiveTask, ArchiveWork } from './claim-archive.ts';
import type { DomainPart } from './entries.ts';
import { leftOutOf, type Omission } from './left-out.ts';

/** What one domain holds of one record type. */
export interface HeldType {
  recordType: string;
  /** As declared; undefined for a type that the domain's manifest no longer names. */
  declared?: RecordTypeManifest;
  /** How many were found; fewer are copied when some are left out. */
  records: number;
  located: Located[];
  /** The copies of its records; none in a report. */
  parts: DomainPart[];
}

export interface HeldDomain {
  domain: string;
  title: string;
  types: HeldType[];
  /** Name of a file's part → its path inside the archive. */
  files: Map<string, string>;
}

/** What an archive says of the domains, for the page and for manifest.json. */
export interface Holdings {
  domains: HeldDomain[];
  withoutData: HeldDomain[];
  notReached: (NotReached & { domain: string })[];
  leftOut: Omission[];
  /** Of a domain, and of a record type in it, for people. */
  titleOf: (domain: string, recordType?: string) => string;
}

export function holdingsOf(
  manifests: Manifests,
  work: Pick<ArchiveWork, 'tasks' | 'request_type' | 'given' | 'rounds'>,
  parts: readonly DomainPart[],
): Holdings {
  const { tasks } = work;
  const left = tasks.map((task) => ({
    domain: task.domain,
    ...notReached(work, task, manifests.manifest(task.domain)),
  }));
  const answered = tasks
    .filter(({ state }) => state === 'done')
    .map((task) =>
      heldBy(
        manifests,
        task,
        parts.filter(({ domain }) => domain === task.domain),
      ),
    );
  return {
    domains: answered.filter(({ types }) => types.length > 0),
    withoutData: answered.filter(({ types }) => types.length === 0),
    notReached: left,
    leftOut: tasks.flatMap((task, index) => leftOutOf(manifests, task, left[index]!)),
    titleOf: (domain, recordType) => titleIn(manifests.manifest(domain), domain, recordType),
  };
}

function titleIn(manifest: Manifest | undefined, domain: string, recordType?: string): string {
  const type = manifest?.recordTypes.find((one) => one.type === recordType)?.title ?? recordType;
  return [manifest?.title ?? domain, type].filter(Boolean).join(', ');
}

function heldBy(manifests: Manifests, { domain, outcomes }: ArchiveTask, parts: readonly DomainPart[]): HeldDomain {
  const manifest = manifests.manifest(domain);
  const located = (outcomes.locate?.located ?? []).filter(({ records }) => records > 0);
  const types = new Set([...located, ...parts].map(({ recordType }) => recordType));
  return {
    domain,
    title: manifest?.title ?? domain,
    types: [...types].map((recordType) => {
      const own = located.filter((found) => found.recordType === recordType);
      const copies = parts.filter((part) => part.kind === 'records' && part.recordType === recordType);
      const declared = manifest?.recordTypes.find(({ type }) => type === recordType);
      return {
        recordType,
        ...(declared && { declared }),
        records: Math.max(sum(own), sum(copies)),
        located: own,
        parts: copies,
      };
    }),
    files: new Map(parts.filter(({ kind }) => kind === 'file').map(({ name, entryName }) => [name, entryName])),
  };
}

const sum = (counts: readonly { records: number }[]): number =>
  counts.reduce((total, { records }) => total + records, 0);
