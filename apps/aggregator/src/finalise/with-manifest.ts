import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import type { Written } from '@lethe/storage';
import type { NotReached } from '../requests/not-reached.ts';
import type { ArchiveWork } from './claim-archive.ts';
import type { Entry } from './entries.ts';
import type { Holdings } from './holdings.ts';
import { json } from './json-entry.ts';

/**
 * The entries, and last manifest.json, which tells what each of them must be: its size and SHA-256 are measured while
 * it streams.
 */
export function withManifest(work: ArchiveWork, holdings: Holdings, entries: readonly Entry[]): Entry[] {
  const sums = new Map<Entry, Written>();
  const measured = entries.map((entry) => ({
    ...entry,
    open: async () => (entry.known ? entry.open() : measure(await entry.open(), (sum) => sums.set(entry, sum))),
  }));
  const listed = () =>
    entries.map((entry) => {
      const { name, domain, recordType, records } = entry;
      return { name, ...(entry.known ?? sums.get(entry)), domain, recordType, records };
    });
  return [...measured, json('manifest.json', () => manifestOf(work, holdings, listed()))];
}

function manifestOf(work: ArchiveWork, { domains, withoutData, leftOut, notReached }: Holdings, entries: object[]) {
  const { tasks } = work;
  const names = new Set([...domains, ...withoutData].map(({ domain }) => domain));
  return {
    requestId: work.id,
    requestType: work.request_type,
    createdDate: work.created_at.toISOString(),
    archiveDate: work.now.toISOString(),
    domains: tasks.map(({ domain }) => domain).filter((domain) => names.has(domain)),
    withoutData: withoutData.map(({ domain }) => domain),
    leftOut,
    ambiguous: ofAll(notReached, ({ ambiguous }) => ambiguous),
    leftBehind: ofAll(notReached, ({ leftBehind }) => leftBehind),
    retained: ofAll(notReached, ({ retained }) => retained),
    counts: domains.flatMap(({ domain, types }) =>
      types.map(({ recordType, records }) => ({ domain, recordType, records })),
    ),
    entries,
  };
}

function ofAll<T extends object>(all: Holdings['notReached'], listOf: (one: NotReached) => T[]) {
  return all.flatMap((one) => listOf(one).map((found) => ({ domain: one.domain, ...found })));
}

function measure(source: Readable, tell: (sum: Written) => void): Readable {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      tell({ bytes, sha256: hash.digest('hex') });
      done();
    },
  });
  pipeline(source, meter, () => undefined);
  return meter;
}
