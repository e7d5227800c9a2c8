import { accessSync, constants, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readAccess } from './api/access.ts';
import { ApiClient } from './api/api-client.ts';
import { parseArguments } from './arguments.ts';
import { ImportError } from './import-error.ts';
import { importConversations, type ImportedConversations } from './conversations/import-conversations.ts';
import { readTexts } from './messages/read-texts.ts';
import type { Text } from './messages/weave.ts';
import { importPeople } from './people/import-people.ts';
import { refusalLine, showProgress, type Progress } from './progress.ts';
import { writeReport } from './report.ts';
import { hasConversations, type Row } from './rows/identity.ts';
import { readRows } from './rows/read-rows.ts';

export interface Surroundings {
  /** The checkout. */
  root: string;
  env: NodeJS.ProcessEnv;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WriteStream;
}

/**
 * The import as a command. Returns its exit code: 0 when everybody was loaded, 2 when rows were refused. @throws
 * ImportError
 */
export async function run(args: string[], { root, env, stdout, stderr }: Surroundings): Promise<0 | 2> {
  const started = performance.now();
  const { identities, report, messages } = parseArguments(args, env.INIT_CWD ?? process.cwd());
  const { rows, refused: unsendable } = readRows(readFile(identities), identities);
  const texts = messages === undefined ? [] : readTexts(readFile(messages), messages);
  if (report !== undefined) assertWritable(dirname(report));
  const client = new ApiClient(readAccess(root, env));
  for (const refusal of unsendable) stderr.write(`${refusalLine(refusal)}\n`);
  const imported = await load(client, rows, texts, stderr);
  if (report !== undefined) writeReport(report, imported.people);
  if (imported.stopped) throw imported.stopped;
  const refused = unsendable.length + imported.refused.length;
  stdout.write(
    `${summary(rows.length + unsendable.length, refused, imported)} in ${((performance.now() - started) / 1_000).toFixed(1)} s.${report === undefined ? '' : ` Report: ${report}`}\n`,
  );
  return refused === 0 ? 0 : 2;
}

async function load(
  client: ApiClient,
  rows: readonly Row[],
  texts: readonly Text[],
  stderr: NodeJS.WriteStream,
): Promise<ImportedConversations> {
  const showing = async <T>(
    count: number,
    what: string,
    work: (shown: Pick<Progress, 'advance' | 'refused'>) => Promise<T>,
  ): Promise<T> => {
    const progress = showProgress(count, what, stderr);
    return work(progress).finally(() => progress.end());
  };
  const people = await showing(rows.length, 'people', ({ advance, refused }) =>
    importPeople(client, rows, { contactList: 'Import', advanced: advance, refused }),
  );
  if (texts.length === 0) return { ...people, erasedFiles: 0 };
  const some = rows.filter(hasConversations);
  return showing(some.length, 'people with conversations', ({ advance, refused }) =>
    importConversations(client, { rows: some, all: rows }, people, { texts, advanced: advance, refused }),
  );
}

function summary(total: number, refused: number, { people, erasedFiles }: ImportedConversations): string {
  const made = [...people.values()];
  const count = (of: (person: (typeof made)[number]) => number) => made.reduce((sum, person) => sum + of(person), 0);
  const contacts = count(({ externalContactIds }) => externalContactIds.length);
  const dialer = count(({ dialerContactIds }) => dialerContactIds.length);
  const users = count(({ userId }) => (userId === undefined ? 0 : 1));
  const conversations = count((person) => person.conversations?.length ?? 0);
  const talk = conversations === 0 ? '' : `, ${conversations} conversations`;
  const erased = erasedFiles === 0 ? '' : `; ${erasedFiles} files of erased people were not uploaded again`;
  const people_ =
    refused === 0
      ? `${total} people loaded`
      : `${total - refused} of ${total} people loaded, ${refused} ${refused === 1 ? 'row' : 'rows'} refused`;
  return `${people_} (${contacts} external contacts, ${dialer} dialer contacts, ${users} users${talk}${erased})`;
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new ImportError(code === 'ENOENT' ? `There is no file ${path}.` : `${path} can not be read (${code}).`, {
      cause: error,
    });
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
