import { Readable } from 'node:stream';
import type { Storage } from '@lethe/storage';
import type { Manifests } from '../domains/domain-registry.ts';
import type { ArchiveWork } from './claim-archive.ts';
import { csvStream } from './csv-stream.ts';
import { isCompressible, nameParts, type DomainPart, type Entry } from './entries.ts';
import { holdingsOf } from './holdings.ts';
import { notReachedCsv } from './not-reached-csv.ts';
import { openPart } from './open-part.ts';
import { page } from './page/page.ts';
import { withManifest } from './with-manifest.ts';

/**
 * The copy (Article 15(3), 20): a page for people, then of every domain its records as JSON and CSV and its files, then
 * manifest.json.
 */
export function exportEntries(manifests: Manifests, storage: Storage, work: ArchiveWork): Entry[] {
  const parts = nameParts(
    work.tasks.flatMap(({ domain, outcomes }) =>
      recordsFirst(outcomes.export?.parts ?? []).map((part) => ({ ...part, domain })),
    ),
  );
  const open = (part: DomainPart) => openPart(storage, work.key, part);
  const holdings = holdingsOf(manifests, work, parts);
  return withManifest(work, holdings, [
    pageEntry(() => page(work, holdings, open)),
    ...parts.flatMap((part) => entriesOf(part, open)),
    ...notReachedCsv(holdings),
  ]);
}

export const pageEntry = (text: () => AsyncGenerator<string>): Entry => ({
  name: 'index.html',
  compress: true,
  open: () => Readable.from(text(), { objectMode: false }),
});

function entriesOf(part: DomainPart, open: (part: DomainPart) => Promise<Readable>): Entry[] {
  const { domain, entryName, csvName, recordType, records, bytes, sha256 } = part;
  const known = { bytes, sha256 };
  const entry: Entry = {
    name: entryName,
    compress: isCompressible(entryName),
    open: () => open(part),
    domain,
    recordType,
    records,
    known,
  };
  return csvName === undefined
    ? [entry]
    : [entry, { name: csvName, compress: true, open: () => csvStream(() => open(part)), domain, recordType, records }];
}

const recordsFirst = <T extends { kind: string }>(parts: readonly T[]): T[] => [
  ...parts.filter(({ kind }) => kind === 'records'),
  ...parts.filter(({ kind }) => kind !== 'records'),
];
