import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GrowthResult } from '../growth/growth-result.ts';
import type { ImportResult } from '../import/import-result.ts';
import type { MemoryResult } from '../memory/memory-result.ts';
import type { PostResult } from '../post/post-result.ts';
import type { Result } from '../cases/result.ts';
import { thisCommit, thisMachine, type Machine } from './machine.ts';

/** What each measurement leaves. */
export interface Measurements {
  requests: Result[];
  'requests-pairs': Result[];
  post: PostResult;
  growth: GrowthResult;
  memory: MemoryResult;
  import: ImportResult;
}
export type MeasurementName = keyof Measurements;

export interface Measured<T> {
  /** ISO 8601. */
  date: string;
  command: string;
  commit: string;
  machine: Machine;
  result: T;
}
export type MeasuredFiles = { [Name in MeasurementName]?: Measured<Measurements[Name]> };

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
export const DOCS = join(ROOT, 'docs');
const FOLDER = join(DOCS, 'performance');
const NAMES: readonly MeasurementName[] = ['requests', 'requests-pairs', 'post', 'growth', 'memory', 'import'];

export const fileOf = (name: string, extension: string, folder = FOLDER): string =>
  join(folder, `${name}.${extension}`);

/** Whole or not at all: a run that ends early leaves the former file. */
export function writeWhole(file: string, text: string): void {
  const part = `${file}.part`;
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(part, text);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true, recursive: true });
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new Error(full ? `The disk is full: ${file} stays as it was.` : `${file} can not be written.`, {
      cause: error,
    });
  }
}

const DIGITS = 5;
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;

/** Where and how something is measured; asked for before it is. */
export type Origin = Omit<Measured<unknown>, 'result'>;

export const originOf = (command: string): Origin => ({
  date: new Date().toISOString(),
  command,
  commit: thisCommit(ROOT),
  machine: thisMachine(),
});

export function saveMeasured<Name extends MeasurementName>(
  name: Name,
  origin: Origin,
  result: Measurements[Name],
): void {
  const measured: Measured<Measurements[Name]> = { ...origin, result };
  writeWhole(fileOf(name, 'json'), `${JSON.stringify(measured, rounded, 2)}\n`);
}

export function readMeasured(folder = FOLDER): MeasuredFiles {
  return Object.fromEntries(
    NAMES.map((name) => [name, fileOf(name, 'json', folder)] as const)
      .filter(([, file]) => existsSync(file))
      .map(([name, file]) => [name, JSON.parse(readFileSync(file, 'utf8')) as unknown]),
  );
}
