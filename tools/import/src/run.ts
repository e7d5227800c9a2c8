import { accessSync, constants, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readAccess } from './api/access.ts';
import { ApiClient } from './api/api-client.ts';
import { parseArguments } from './arguments.ts';
import { ImportError } from './import-error.ts';
import { importPeople, type Imported } from './people/import-people.ts';
import { refusalLine, showProgress } from './progress.ts';
import { writeReport } from './report.ts';
import { readRows } from './rows/read-rows.ts';

export interface Surroundings {
  /** The checkout. */
  root: string;
  env: NodeJS.ProcessEnv;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WriteStream;
}

/** The import as a command. Returns its exit code: 0 when everybody was loaded, 2 when rows were refused. @throws ImportError */
export async function run(args: string[], { root, env, stdout, stderr }: Surroundings): Promise<0 | 2> {
  const started = performance.now();
  const { identities, report } = parseArguments(args, env.INIT_CWD ?? process.cwd());
  const { rows, refused: unsendable } = readRows(readFile(identities), identities);
  if (report !== undefined) assertWritable(dirname(report));
  const client = new ApiClient(readAccess(root, env));
  for (const refusal of unsendable) stderr.write(`${refusalLine(refusal)}\n`);
  const progress = showProgress(rows.length, stderr);
  const imported = await importPeople(client, rows, {
    contactList: 'Import',
    advanced: (count) => progress.advance(count),
    refused: (refusal) => progress.refused(refusal),
  }).finally(() => progress.end());
  if (report !== undefined) writeReport(report, imported.people);
  if (imported.stopped) throw imported.stopped;
  const refused = unsendable.length + imported.refused.length;
  stdout.write(`${summary(rows.length + unsendable.length, refused, imported)} in ${((performance.now() - started) / 1_000).toFixed(1)} s.${report === undefined ? '' : ` Report: ${report}`}\n`);
  return refused === 0 ? 0 : 2;
}

function summary(total: number, refused: number, { people }: Imported): string {
  const made = [...people.values()];
  const count = (of: (person: (typeof made)[number]) => number) => made.reduce((sum, person) => sum + of(person), 0);
  const contacts = count(({ externalContactIds }) => externalContactIds.length);
  const dialer = count(({ dialerContactIds }) => dialerContactIds.length);
  const users = count(({ userId }) => (userId === undefined ? 0 : 1));
  const people_ = refused === 0 ? `${total} people loaded` : `${total - refused} of ${total} people loaded, ${refused} ${refused === 1 ? 'row' : 'rows'} refused`;
  return `${people_} (${contacts} external contacts, ${dialer} dialer contacts, ${users} users)`;
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new ImportError(code === 'ENOENT' ? `There is no file ${path}.` : `${path} can not be read (${code}).`, { cause: error });
  }
}

/** Asked before anything is loaded, not after. */
function assertWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new ImportError(`The report can not be written to ${folder}.`, { cause: error });
  }
}
