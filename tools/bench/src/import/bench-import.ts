import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inArena } from '../cases/arena.ts';
import { CONTACT, People, type Person } from '../people/person.ts';
import { copyRows } from './copy-rows.ts';
import type { ImportResult } from './import-result.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'import', 'dist', 'main.js');
/** Beyond those whom the arena makes. */
const OTHERS = 1_000_000;
const COLUMNS = 'Number,GivenName,Surname,StreetAddress,City,ZipCode,Country,EmailAddress,TelephoneNumber';

/** People from a file through the API, and the same rows by `COPY`. */
export function benchImport({ people, signal }: { people: number; signal: AbortSignal }): Promise<ImportResult> {
  return inArena({ signal, contacts: 0 }, async ({ stack }) => {
    const file = join(stack.home, 'people.csv');
    writeFileSync(file, [COLUMNS, ...new People(OTHERS).make(people, CONTACT).map(lineOf)].join('\n'));
    const began = performance.now();
    const child = spawn(process.execPath, [PROGRAM, '--identities', file], {
      env: { PATH: process.env['PATH'], LETHE_HOME: stack.home },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`The import ended with ${code}.`);
    const importSeconds = (performance.now() - began) / 1_000;
    const { seconds: copySeconds, rows } = await copyRows((database) => stack.session(database));
    return { people, importSeconds, copySeconds, rows };
  });
}

const lineOf = ({ given, family, phone, emails }: Person, index: number): string =>
  [index + 1, given, family, `${family} 12`, 'Praha', '110 00', 'CZ', emails[0], phone].join(',');
