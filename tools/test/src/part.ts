import type { FileResult, Results } from './results.ts';
import { nameOf } from './root.ts';

/** What became of a part. */
export interface PartResult<Name extends string = string> {
  name: Name;
  seconds: number;
  files: FileResult[];
  /** Of how many files the result is that of the run before. */
  kept: number;
  /** Something failed that no test counts: one failure. */
  problem?: string;
}

/** A part from what it left on disk. */
export function partResult<Name extends string>(
  name: Name,
  results: Results,
  { succeeded, seconds, kept }: { succeeded: boolean; seconds: number; kept: number },
): PartResult<Name> {
  const { files, ended } = results;
  const counted = files.some(({ failed }) => failed > 0);
  const problem = ended ? (succeeded || counted ? undefined : 'ended badly') : 'did not run to its end';
  return { name, seconds, files, kept, ...(problem !== undefined && { problem }) };
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const countsOf = ({ files, problem }: Pick<PartResult, 'files' | 'problem'>): Counts => ({
  passed: sum(files, 'passed'),
  failed: sum(files, 'failed') + (problem === undefined ? 0 : 1),
  skipped: files.reduce((all, { skips }) => all + skips.length, 0),
});

export function totalOf(parts: readonly PartResult[]): Counts {
  const counts = parts.map(countsOf);
  return { passed: sum(counts, 'passed'), failed: sum(counts, 'failed'), skipped: sum(counts, 'skipped') };
}

/** What failed the first time and not the second, by name. */
export function passedLater(first: PartResult, second: PartResult): string[] {
  const names = first.files.flatMap(({ file, failed, failures }) => {
    const again = second.files.find((one) => one.file === file);
    if (failed === 0 || again === undefined) return [];
    // A file that could not run names no test.
    if (failures.length === 0) return again.failed === 0 ? [nameOf(file)] : [];
    const ran = again.failures.length > 0 || again.failed === 0;
    return failures.filter((name) => ran && !again.failures.includes(name)).map((name) => `${nameOf(file)} › ${name}`);
  });
  if (first.problem !== undefined && second.problem === undefined) names.push(first.problem);
  return names.map((name) => `${first.name} › ${name}`);
}

const sum = <K extends string>(list: readonly Record<K, number>[], key: K): number =>
  list.reduce((all, one) => all + one[key], 0);
