import { buffer, text } from 'node:stream/consumers';
import { openStorage, type Storage } from '@lethe/storage';
import yauzl from 'yauzl';
import type { Person } from '../people/person.ts';
import type { MeasuredStack } from '../stack/measured-stack.ts';
import type { Effect } from './effect.ts';

const ARCHIVES = `
  select a.key, a.location from archive a join gdpr_request r on r.id = a.request_id
   where r.request_type = 'GDPR_EXPORT' and r.status = 'COMPLETED' and r.given ->> 'externalContactId' = any($1)`;

interface Manifest {
  counts: { recordType: string; records: number }[];
}

/** How many archives each of these people got, and how many records of each type are in them. */
export async function exportsOf(stack: MeasuredStack, people: readonly Person[]): Promise<Effect[]> {
  const storage = openStorage({ kind: 'fs', path: stack.description.storage });
  const session = await stack.session('lethe_aggregator');
  const effects: Effect[] = [];
  for (const { contacts } of people) {
    const { rows } = await session.query<{ key: Buffer; location: string }>(ARCHIVES, [contacts]);
    const effect: Effect = { archives: rows.length };
    for (const { key, location } of rows) {
      for (const { recordType, records } of (await manifestIn(storage, location, key)).counts)
        effect[recordType] = (effect[recordType] ?? 0) + records;
    }
    effects.push(effect);
  }
  return effects;
}

async function manifestIn(storage: Storage, location: string, key: Buffer): Promise<Manifest> {
  const zip = await yauzl.fromBufferPromise(await buffer(await storage.read(location, key)), { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    if (entry.fileName === 'manifest.json')
      return JSON.parse(await text(await zip.openReadStreamPromise(entry))) as Manifest;
  throw new Error('an archive without a manifest');
}
