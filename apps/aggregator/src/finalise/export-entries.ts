import { Readable } from 'node:stream';
import type { Storage } from '@lethe/storage';
import type { ArchiveWork } from './claim-archive.ts';
import { isCompressible, nameParts, type DomainPart, type Entry } from './entries.ts';
import { openPart } from './open-part.ts';

/** Files of an export (Article 15(3), 20): the parts of every domain, and a manifest that tells what they must be. */
export function exportEntries(storage: Storage, work: ArchiveWork): Entry[] {
  const parts = nameParts(work.tasks.flatMap(({ domain, outcomes }) => (outcomes.export?.parts ?? []).map((part) => ({ ...part, domain }))));
  const files = parts.map((part): Entry => ({ name: part.entryName, compress: isCompressible(part.entryName), open: () => openPart(storage, work.key, part) }));
  return [json('manifest.json', manifestOf(work, parts)), ...files];
}

function manifestOf(work: ArchiveWork, parts: DomainPart[]) {
  const each = <T>(pick: (task: ArchiveWork['tasks'][number]) => readonly T[]) => work.tasks.flatMap((task) => pick(task).map((item) => ({ domain: task.domain, ...item })));
  return {
    requestId: work.id,
    requestType: work.request_type,
    createdDate: work.created_at.toISOString(),
    archiveDate: work.now.toISOString(),
    domains: work.tasks.map(({ domain, state }) => ({ domain, state })),
    files: parts.map(({ domain, entryName, recordType, records, bytes, sha256 }) => ({ name: entryName, domain, recordType, records, bytes, sha256 })),
    counts: each(({ outcomes }) => outcomes.export?.changes ?? []),
    retained: each(({ outcomes }) => (outcomes.locate?.located ?? []).filter(({ disposition }) => disposition === 'retain')),
    ambiguous: each(({ outcomes }) => outcomes.export?.ambiguous ?? outcomes.locate?.ambiguous ?? []),
    skipped: each(({ state, reasons }) => (state === 'skipped' ? reasons : [])),
  };
}

export const json = (name: string, content: unknown): Entry => ({ name, compress: true, open: () => Readable.from([Buffer.from(JSON.stringify(content, undefined, 2))]) });
