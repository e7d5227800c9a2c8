import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PartName } from './commands.ts';
import { passedLater, totalOf, type PartResult } from './part.ts';
import { prepare } from './prepare.ts';
import type { Options } from './options.ts';
import type { Programs } from './programs.ts';
import { writeReliability } from './reliability.ts';
import { lastLine, report, secondChances, type Start } from './report.ts';
import { readLines } from './results.ts';
import { keepTimes } from './sequencer.ts';
import { nameOf, ROOT } from './root.ts';
import { FAULT_ROWS, FOLDER, Run, STARTS } from './run.ts';

/** One for the whole run: what fails is drawn again when it runs once more. */
const SEED = process.env['LETHE_TEST_SEED'] ?? String(Date.now() % 1_000_000_000);

/**
 * Runs all parts, even when an earlier one failed, and prints what became of them; the counts are the last line.
 * Resolves to whether nothing failed.
 */
export async function runTests(programs: Programs, options: Options): Promise<boolean> {
  mkdirSync(FOLDER, { recursive: true });
  rmSync(STARTS, { force: true });
  const prepared = await prepare(programs, options);
  const run = new Run(programs, options, { LETHE_TEST_SEED: SEED, ...prepared.environment });
  say(`What is drawn at random is drawn from LETHE_TEST_SEED=${SEED}.`);
  const parts: PartResult<PartName>[] = [];
  for (const name of options.parts) parts.push(await announced(name, () => run.part(name, options.failed)));
  const later = options.command === 'ci' ? await onceMore(run, parts) : undefined;
  const all = [...prepared.parts, ...parts, ...noFile(options, parts)];
  const left = await programs.endAll();
  writeFaults(options, parts);
  if (options.keepTimes) keepTimes(parts);
  say(report(all, readLines<Start>(STARTS)));
  if (left.length > 0) say(`Left running by the tests, and ended now:\n${left.map((one) => `  ${one}`).join('\n')}`);
  if (later !== undefined) say(secondChances(later));
  say(lastLine(all));
  return totalOf(all).failed === 0;
}

const say = (text: string): void => console.log(`\n${text}`);

async function announced<Part extends PartResult>(name: string, work: () => Promise<Part>): Promise<Part> {
  say(`=== ${name}`);
  const result = await work();
  console.log(`=== ${name}: ${result.seconds.toFixed(1)} s`);
  return result;
}

/** What failed runs a second time, in the open: the names of what passed only then. */
export async function onceMore(run: Run, parts: PartResult<PartName>[]): Promise<string[]> {
  const names: string[] = [];
  for (const [index, first] of parts.entries()) {
    if (totalOf([first]).failed === 0) continue;
    const second = await announced(`${first.name}, what failed once more`, () => run.part(first.name, true));
    parts[index] = { ...second, seconds: first.seconds + second.seconds };
    names.push(...passedLater(first, second));
  }
  return names;
}

/** Patterns that match nothing are a mistake, not a success. */
const noFile = ({ files }: Options, parts: readonly PartResult[]): PartResult[] =>
  files.length > 0 && parts.every((part) => part.files.length === 0 && part.problem === undefined)
    ? [{ name: 'files', seconds: 0, files: [], kept: 0, problem: `no test file matches ${files.join(' or ')}` }]
    : [];

function writeFaults({ size }: Options, parts: readonly PartResult[]): void {
  const faults = parts.filter(({ name }) => name === 'faults');
  if (faults.length === 0) return;
  const page = size === 'release' ? join(ROOT, 'docs', 'reliability.md') : join(FOLDER, 'reliability.md');
  if (writeReliability(FAULT_ROWS, page, totalOf(faults))) say(`The table of faults: ${nameOf(page)}`);
}
