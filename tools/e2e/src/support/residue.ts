import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpAll } from './databases.ts';
import type { Lethe } from './lethe.ts';
import { storedFiles } from './stored-files.ts';

/** Six digits of a phone number stand in one of some 100,000 random ids by chance, every few runs. */
const RANDOM_ID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

/** Where each term is still to be found: in a row of any database, in a log, in a file under storage as it lies there or decrypted. Terms compare without case. */
export async function residue(lethe: Lethe, terms: readonly string[]): Promise<{ place: string; term: string }[]> {
  const places: { place: string; text: string }[] = [{ place: 'databases', text: (await dumpAll(lethe)).join('\n') }, ...(await lethe.logs())];
  for (const entry of readdirSync(lethe.description.storage, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    places.push({ place: path, text: `${path}\n${readFileSync(path, 'utf8')}` });
  }
  places.push(...(await storedFiles(lethe)).map(({ location, content }) => ({ place: `${location}, decrypted`, text: content })));
  return places.flatMap(({ place, text }) => {
    const lower = text.toLowerCase().replace(RANDOM_ID, '');
    return terms.filter((term) => lower.includes(term.toLowerCase())).map((term) => ({ place, term }));
  });
}
