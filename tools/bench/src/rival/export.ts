import { newKey, type Storage } from '@lethe/storage';
import { archiveOf, type Records } from './archive.ts';
import type { Pools } from './pools.ts';
import { READS } from './read.sql.ts';
import { Requests } from './requests.ts';
import { ARCHIVE } from './requests.sql.ts';
import { dialerContactsOf, whoIs } from './who-is.ts';

interface Row {
  contact: string | null;
  json: string;
  count: number;
}

/**
 * Reads everything of the person at the same time, and writes an encrypted archive for each contact of the merge set:
 * the contact with its conversations, and the rows of lists.
 */
export async function exportPerson(pools: Pools, secret: string, storage: Storage, contact: string): Promise<void> {
  const person = await whoIs(pools, contact);
  const requests = new Requests(pools, secret, person);
  await requests.insert('GDPR_EXPORT');
  const dialerContacts = await dialerContactsOf(pools, person);
  const found = await Promise.all(
    READS.map(async ({ store, recordType, ...statement }) => {
      const ids = store === 'dialer' ? dialerContacts : person.contacts;
      const rows = await pools.run<Row & Record<string, unknown>>(store, statement, [ids]);
      return rows.map((row) => ({ store, recordType, ...row }));
    }),
  );
  const records = found.flat();
  await Promise.all(
    requests.ids.map(async (id, index) => {
      const own = records.filter((one) => one.contact === null || one.contact === person.contacts[index]);
      await writeArchive({ pools, storage, id }, own);
    }),
  );
  const counts = records.map(({ store, recordType, count }) => [store, { recordType, count }] as const);
  await requests.complete(Object.fromEntries(counts), [], false);
}

async function writeArchive(
  { pools, storage, id }: { pools: Pools; storage: Storage; id: string },
  records: readonly Records[],
): Promise<void> {
  const key = newKey();
  const location = `rival/${id}.zip`;
  const { bytes, sha256 } = await storage.write(location, key, archiveOf(id, records));
  await pools.run('aggregator', ARCHIVE, [id, key, location, bytes, sha256]);
}
