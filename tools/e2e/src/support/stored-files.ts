import { text } from 'node:stream/consumers';
import { readKeys } from '@lethe/residue';
import { query } from './databases.ts';
import type { System } from './system.ts';

type Inside = Pick<System, 'description' | 'storage'>;

export interface StoredContent {
  location: string;
  /** Whose file it is: the row that knows it. */
  row: string;
  content: string;
}

/**
 * Every stored file that a row knows, decrypted with the key that stands there: location and content. What no row
 * knows, nobody can read.
 */
export async function storedFiles(lethe: Inside): Promise<StoredContent[]> {
  const files: StoredContent[] = [];
  for (const { location, key, row, uploaded } of (await readKeys(lethe.description.databases)).files.values()) {
    if (uploaded) files.push({ location, row, content: await text(await lethe.storage.read(location, key)) });
  }
  return files;
}

/**
 * Every object in the storage that neither a row knows nor the sweep is to remove: files that came twice lie there for
 * a minute.
 */
export async function strayObjects(lethe: Inside): Promise<string[]> {
  const found: string[] = [];
  for await (const location of lethe.storage.list('files')) found.push(location);
  const known = new Set((await storedFiles(lethe)).map(({ location }) => location));
  for (const { location } of await query<{ location: string }>(
    lethe,
    'conversations',
    'select location from storage_removal',
  ))
    known.add(location);
  return found.filter((location) => !known.has(location));
}
