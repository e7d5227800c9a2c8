import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ApiClient } from '../api/api-client.ts';
import type { Access } from '../api/access.ts';
import { ImportError } from '../import-error.ts';
import { importPeople } from '../people/import-people.ts';

const BEGUN = 'The people of the demo organisation are being loaded.\n';
const LOADED = 'The people of the demo organisation are loaded. Without this file the next start would load them again.\n';

/**
 * Fills the demo organisation of a stack that is ready, once: the file `marker` remembers it, so that whom somebody erased does
 * not come back with the next start. A load that was interrupted is finished by the next one.
 * @throws ImportError
 */
export async function loadDemo(access: Access, marker: string): Promise<void> {
  const state = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  if (state === LOADED) return;
  writeFileSync(marker, BEGUN);
  // Loaded when needed: the names of a dozen languages cost 0.2 s.
  const { demoPeople } = await import('./demo-people.ts');
  const { refused, stopped } = await importPeople(new ApiClient(access), demoPeople(), { contactList: 'Demo', allNew: state === '' });
  if (stopped) throw stopped;
  if (refused[0]) throw new ImportError(`person ${refused[0].line} was refused: ${refused[0].reason}`);
  writeFileSync(marker, LOADED);
}
