import { newKey, type Storage } from '@lethe/storage';
import { archiveOf, type Records } from './archive.ts';
import type { Pools } from './pools.ts';
import { READS } from './read.sql.ts';
import { Requests } from './requests.ts';
import { ARCHIVE } from './requests.sql.ts';
import { dialerContactsOf, whoIs } from './who-is.ts';

/** Reads everything of the person at the same time, and writes one encrypted archive for each request. */
export async function exportPerson(pools: Pools, secret: string, storage: Storage, contact: string): Promise<void> {
  const person = await whoIs(pools, contact);
  const requests = new Requests(pools, secret, person);
  await requests.insert('GDPR_EXPORT');
  const dialerContacts = await dialerContactsOf(pools, person);
  const found = await Promise.all(
    READS.map(async ({ store, recordType, ...statement }): Promise<Records> => {
      const [row] = await pools.run<{ records: string; n: number }>(store, statement, [
        person.contacts,
        dialerContacts,
      ]);
      return { store, recordType, json: row!.records, count: row!.n };
    }),
  );
  const records = found.filter(({ count }) => count > 0);
  await Promise.all(
    requests.ids.map(async (id) => {
      const key = newKey();
      const location = `rival/${id}.zip`;
      const { bytes, sha256 } = await storage.write(location, key, archiveOf(id, records));
      await pools.run('aggregator', ARCHIVE, [id, key, location, bytes, sha256]);
    }),
  );
  const counts = Object.fromEntries(records.map(({ store, recordType, count }) => [store, { recordType, count }]));
  await requests.complete(counts, [], false);
}
