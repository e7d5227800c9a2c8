import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { exitCodeOf, printReport } from './print-report.ts';
import { createProgram } from './program.ts';
import { readTerms } from './terms/read-terms.ts';
import { UsageError } from './usage-error.ts';

let home: string;
beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'lethe-residue-'))));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let files = 0;
function fileOf(text: string): string {
  const file = join(home, String(files++));
  writeFileSync(file, text);
  return file;
}

/** What the call is refused with. */
async function refusal(args: string[]): Promise<Error> {
  const program = createProgram(
    { root: home, env: { LETHE_HOME: home }, write: () => fail('it printed a report'), describeDeployment: () => ({}) },
    () => undefined,
  );
  program.configureOutput({ writeErr: () => undefined });
  return program.parseAsync(args, { from: 'user' }).then(
    () => fail('it was not refused'),
    (error: Error) => error,
  );
}

function fail(message: string): never {
  throw new Error(message);
}

describe('a call', () => {
  it.each<[string, () => string[], typeof UsageError | typeof CommanderError]>([
    ['without terms', () => [], CommanderError],
    ['with a file that is not there', () => ['--terms', join(home, 'absent')], UsageError],
    ['with an empty file', () => ['--terms', fileOf('\n\n')], UsageError],
    ['with a term that stands everywhere', () => ['--terms', fileOf('marie\nab')], UsageError],
    ['with JSON that is no array of strings', () => ['--terms', fileOf('["marie", 1]')], UsageError],
    ['with an option that does not exist', () => ['--terms', fileOf('marie'), '--show-terms'], CommanderError],
    ['without a running stack', () => ['--terms', fileOf('marie')], UsageError],
    [
      'with a stack.json that is none',
      () => ['--terms', fileOf('marie'), '--stack', fileOf('{"marie": 1}')],
      UsageError,
    ],
    ['of containers that are none', () => ['--terms', fileOf('marie'), '--containers'], UsageError],
  ])('%s is refused, and no term is repeated', async (_, args, Refusal) => {
    const error = await refusal(args());
    expect(error).toBeInstanceOf(Refusal);
    expect(error.message).not.toContain('marie');
  });
});

it('counts lines of a file as an editor does, and positions of an array', () => {
  expect(readTerms('\uFEFFmarie\r\n\r\n  hamanova  \n')).toEqual([
    { number: 1, text: 'marie' },
    { number: 3, text: 'hamanova' },
  ]);
  expect(readTerms('["marie", "hamanova"]')).toEqual([
    { number: 1, text: 'marie' },
    { number: 2, text: 'hamanova' },
  ]);
});

it('ends with 0, 1 or 3, and says why', () => {
  const nothing = { found: [], unread: [], sealed: [], places: 7 };
  const found = { ...nothing, found: [{ place: 'a log', term: 2, count: 3 }] };
  const unread = { ...nothing, unread: [{ place: 'a log', reason: 'EACCES' }] };
  expect([nothing, found, unread, { ...unread, ...found, unread: unread.unread }].map(exitCodeOf)).toEqual([
    0, 1, 3, 1,
  ]);
  expect(printReport(nothing)).toBe('Nothing was found; 7 places were read.\n');
  expect(printReport(found)).toContain('found   term 2, 3 times: a log');
  expect(printReport({ ...unread, sealed: ['x'] })).toBe(
    'unread  a log (EACCES)\n1 stored object can be read by nobody: no row holds the key.\nNothing was found; 7 places were read, 1 could not be.\n',
  );
});
