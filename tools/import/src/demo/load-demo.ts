import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ApiClient } from '../api/api-client.ts';
import type { Access } from '../api/access.ts';
import { ImportError } from '../import-error.ts';
import { importConversations } from '../conversations/import-conversations.ts';
import { importPeople } from '../people/import-people.ts';
import { hasConversations } from '../rows/identity.ts';

/** The people whose index is lower are looked at: every third of them gets conversations. */
const TALKATIVE = 30;
const BEGUN = 'The people of the demo organisation are being loaded.\n';
const LOADED =
  'The people of the demo organisation are loaded. Without this file the next start would load them again.\n';

/**
 * Fills the demo organisation of a stack that is ready, once: the file `marker` remembers it, so that whom somebody
 * erased does not come back with the next start. A load that was interrupted is finished by the next one.
 * @throws ImportError
 */
export async function loadDemo(access: Access, marker: string): Promise<void> {
  const state = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  if (state === LOADED) return;
  writeFileSync(marker, BEGUN);
  // Loaded when needed: the names of a dozen languages cost 0.2 s.
  const [{ demoPeople }, { DEMO_TEXTS }] = await Promise.all([import('./demo-people.ts'), import('./demo-texts.ts')]);
  const client = new ApiClient(access);
  const rows = demoPeople();
  const people = await importPeople(client, rows, { contactList: 'Demo', allNew: state === '' });
  const { refused, stopped } = await importConversations(
    client,
    { rows: rows.slice(0, TALKATIVE).filter(hasConversations), all: rows },
    people,
    { texts: DEMO_TEXTS },
  );
  if (stopped) throw stopped;
  if (refused[0]) throw new ImportError(`person ${refused[0].line} was refused: ${refused[0].reason}`);
  writeFileSync(marker, LOADED);
}
