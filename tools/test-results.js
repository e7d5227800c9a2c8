// What npm test knows of each part: lines that tools/results-reporter.cjs added to .nx/tests/<name>.jsonl, file by
// file. Nx caches those of a project with its test target, so a cached run has them too (not below node_modules: Nx
// caches nothing there).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const RESULTS = join(import.meta.dirname, '..', '.nx', 'tests');
export const resultsFile = (name) => join(RESULTS, `${name}.jsonl`);

/** A part that left no lines, or was cut off before its end, has failed once more. */
export function resultsOf(name) {
  const lines = linesOf(name);
  const files = lines.filter(({ file }) => file);
  const count = (key) => files.reduce((sum, line) => sum + line[key], 0);
  const ended = lines.some((line) => line.ended);
  return {
    passed: count('passed'),
    failed: count('failed') + (ended ? 0 : 1),
    ...(!ended && { remark: 'did not run to its end' }),
  };
}

/** Of the run before: the files all of whose tests passed. */
export const passedFiles = (name) => passedLines(name).map(({ file }) => file);

/** Nothing is left, or of the run before only what passed. */
export function startResults(name, keepPassed) {
  writeLines(name, keepPassed ? passedLines(name) : []);
}

/** For what is no test file but counts as one. */
export function recordStep(name, succeeded) {
  writeLines(name, [{ file: name, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 }, { ended: true }]);
}

const passedLines = (name) => linesOf(name).filter(({ file, failed }) => file && failed === 0);

function writeLines(name, lines) {
  mkdirSync(dirname(resultsFile(name)), { recursive: true });
  writeFileSync(resultsFile(name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function linesOf(name) {
  const file = resultsFile(name);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
}
