import { basename } from 'node:path';
import { countsOf, totalOf, type PartResult } from './part.ts';
import { nameOf } from './root.ts';

export interface Start {
  what: string;
  ms: number;
}

const SLOWEST = 20;

/** Everything that is printed at the end but the counts. */
export const report = (parts: readonly PartResult[], starts: readonly Start[]): string =>
  [slowest(parts), spentOnStarting(starts), skipped(parts), table(parts)].filter((text) => text !== '').join('\n\n');

/** The last line of every run. */
export function lastLine(parts: readonly PartResult[]): string {
  const { passed, failed, skipped } = totalOf(parts);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export const secondChances = (names: readonly string[]): string =>
  `passed only the second time:${names.length === 0 ? ' none' : names.map((name) => `\n  ${name}`).join('')}`;

function table(parts: readonly PartResult[]): string {
  const rows = parts.map((part) => {
    const { passed, failed, skipped } = countsOf(part);
    const kept = part.kept > 0 ? `${part.kept} files as in the run before` : '';
    const remark = [part.problem, kept].filter(Boolean).join(', ');
    return [part.name, passed, failed, skipped, part.seconds.toFixed(1), remark];
  });
  return columns('lrrrrl', [['part', 'passed', 'failed', 'skipped', 'seconds', ''], ...rows]);
}

function slowest(parts: readonly PartResult[]): string {
  const files = parts.flatMap((part) => part.files.map((file) => ({ part: part.name, ...file })));
  const rows = files
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
    .map(({ part, file, seconds }) => [part, seconds.toFixed(1), nameOf(file)]);
  return rows.length === 0 ? '' : `The slowest files (seconds)\n${columns('lrl', rows)}`;
}

function spentOnStarting(starts: readonly Start[]): string {
  const rows = [...Map.groupBy(starts, ({ what }) => what)]
    .map(([what, all]) => ({ what, times: all.length, ms: all.reduce((sum, { ms }) => sum + ms, 0) }))
    .sort((a, b) => b.ms - a.ms)
    .map(({ what, times, ms }) => [what, `${times} times`, (ms / 1000).toFixed(1)]);
  return rows.length === 0 ? '' : `Spent on starting things (seconds, of all workers)\n${columns('lrr', rows)}`;
}

function skipped(parts: readonly PartResult[]): string {
  const names = parts.flatMap(({ files }) =>
    files.flatMap(({ file, skips }) => skips.map((skip) => `  ${basename(file)} › ${skip}`)),
  );
  return names.length === 0 ? '' : ['Skipped', ...names].join('\n');
}

/** @param sides for each column `l` or `r`, where its cells stand */
const columns = (sides: string, rows: readonly (string | number)[][]): string =>
  rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = Math.max(...rows.map((other) => String(other[column]).length));
          return sides[column] === 'r' ? String(cell).padStart(width) : String(cell).padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
