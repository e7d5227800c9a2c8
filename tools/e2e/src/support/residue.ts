import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dumpAll } from './databases.ts';
import type { Lethe } from './lethe.ts';
import { storedFiles } from './stored-files.ts';

/** Where each term is still to be found: in a row of any database, in a log, in a file under storage as it lies there or decrypted. Terms compare without case. */
export async function residue(lethe: Lethe, terms: readonly string[]): Promise<{ place: string; term: string }[]> {
  const places: { place: string; text: string }[] = [{ place: 'databases', text: (await dumpAll(lethe)).join('\n') }];
  const logs = [...new Set(lethe.description.services.map((service) => dirname(service.log)))];
  for (const folder of [...logs, lethe.description.storage]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      places.push({ place: path, text: `${path}\n${readFileSync(path, 'utf8')}` });
    }
  }
  places.push(...(await storedFiles(lethe)).map(({ location, content }) => ({ place: `${location}, decrypted`, text: content })));
  return places.flatMap(({ place, text }) => {
    const lower = text.toLowerCase();
    return terms.filter((term) => lower.includes(term.toLowerCase())).map((term) => ({ place, term }));
  });
}
