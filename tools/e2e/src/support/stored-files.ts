import { text } from 'node:stream/consumers';
import { query } from './databases.ts';
import type { System } from './system.ts';

type Inside = Pick<System, 'description' | 'storage'>;

export interface StoredContent {
  location: string;
  /** Whose file it is: the row that knows it. */
  row: string;
  content: string;
}

/** Every stored file that a row knows, decrypted with the key that stands there: location and content. What no row knows, nobody can read. */
export async function storedFiles(lethe: Inside): Promise<StoredContent[]> {
  const files: StoredContent[] = [];
  for (const database of Object.keys(lethe.description.databases).filter((name) => name !== 'admin')) {
    const tables = await query<{ name: string }>(lethe, database, `select format('%I', table_name) as name from information_schema.columns where column_name = 'file_key' and table_schema = 'public' order by 1`);
    for (const { name } of tables) {
      const rows = await query<{ location: string; key: string; line: string }>(
        lethe, database, `select file_location as location, file_key as key, row_to_json(t)::text as line from ${name} t where uploaded_at is not null order by file_location`,
      );
      for (const { location, key, line } of rows) files.push({ location, row: line, content: await text(await lethe.storage.read(location, Buffer.from(key, 'base64'))) });
    }
  }
  return files;
}

/** Every object in the storage that neither a row knows nor the sweep is to remove: files that came twice lie there for a minute. */
export async function strayObjects(lethe: Inside): Promise<string[]> {
  const found: string[] = [];
  for await (const location of lethe.storage.list('files')) found.push(location);
  const known = new Set((await storedFiles(lethe)).map(({ location }) => location));
  for (const { location } of await query<{ location: string }>(lethe, 'conversations', 'select location from storage_removal')) known.add(location);
  return found.filter((location) => !known.has(location));
}
