// What a run knows of each part: lines that the reporter adds to .nx/tests/<part>.jsonl, file by file, so a run that is
// cut off leaves what it knew.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of one test file, or of one check. */
export interface FileResult {
  file: string;
  passed: number;
  /** A file that could not even run has failed once. */
  failed: number;
  seconds: number;
  /** Names of the tests that failed. */
  failures: string[];
  /** Names of the tests that were left out. */
  skips: string[];
}

const ENDED = { ended: true };

/** The results of one part, on disk. */
export class Results {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get files(): FileResult[] {
    return this.lines().filter((line): line is FileResult => 'file' in line);
  }

  /** Whether the part came to its end. */
  get ended(): boolean {
    return this.lines().some((line) => 'ended' in line);
  }

  /** Nothing is left, or of the run before what passed. */
  start(keepPassed: boolean): void {
    const kept = keepPassed ? this.files.filter(({ failed }) => failed === 0) : [];
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  add(result: FileResult): void {
    this.write(result);
  }

  end(): void {
    this.write(ENDED);
  }

  private write(line: FileResult | typeof ENDED): void {
    appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }

  private lines(): (FileResult | typeof ENDED)[] {
    return readLines(this.path);
  }
}

/** Nothing where there is no such file. The last line may be half a line, of a program that was killed. */
export function readLines<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as T);
}
