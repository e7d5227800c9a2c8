import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countsOf, partResult, passedLater, totalOf, type PartResult } from './part.ts';
import { Results, type FileResult } from './results.ts';

let folder: string;
let results: Results;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-part-'));
  results = new Results(join(folder, 'results', 'unit.jsonl'));
  results.start(false);
});
afterEach(() => rmSync(folder, { recursive: true }));

const good = (file: string): FileResult => ({ file, passed: 2, failed: 0, seconds: 1, failures: [], skips: [] });
const bad = (file: string, ...failures: string[]): FileResult => ({
  ...good(file),
  failed: Math.max(1, failures.length),
  failures,
});
const part = (files: FileResult[], problem?: string): PartResult => ({
  name: 'unit',
  seconds: 1,
  files,
  kept: 0,
  ...(problem !== undefined && { problem }),
});
const ran = (succeeded: boolean) => partResult('unit', results, { succeeded, seconds: 1, kept: 0 });

describe('a part', () => {
  it('has passed when it came to its end and nothing failed', () => {
    results.add({ ...good('a'), skips: ['x', 'y'] });
    results.end();
    expect(countsOf(ran(true))).toEqual({ passed: 2, failed: 0, skipped: 2 });
    expect(ran(true).problem).toBeUndefined();
  });

  it('has one failure more when it was cut off, also in the middle of a line', () => {
    results.add(good('a'));
    results.add(bad('b', 'x'));
    expect(ran(false).problem).toBe('did not run to its end');
    expect(countsOf(ran(false))).toEqual({ passed: 4, failed: 2, skipped: 0 });
  });

  it('has failed when Jest did, although no test did', () => {
    results.add(good('a'));
    results.end();
    expect(ran(false).problem).toBe('ended badly');
    expect(countsOf(ran(false)).failed).toBe(1);
  });

  it('has failed once when one test did and Jest therefore, too', () => {
    results.add(bad('a', 'x'));
    results.end();
    expect(countsOf(ran(false)).failed).toBe(1);
  });

  it('keeps of the run before what passed', () => {
    for (const result of [good('a'), bad('b', 'x')]) results.add(result);
    results.end();
    results.start(true);
    expect(results.files).toEqual([good('a')]);
    expect(results.ended).toBe(false);
  });

  it('is counted with the others', () => {
    expect(totalOf([part([good('a')]), part([bad('b')]), part([], 'ended badly')])).toEqual({
      passed: 4,
      failed: 2,
      skipped: 0,
    });
  });
});

describe('what passed only the second time', () => {
  it('is the tests by name, not what failed again', () => {
    const first = part([good('a'), bad('b', 'x', 'y'), bad('c', 'z')]);
    expect(passedLater(first, part([good('a'), bad('b', 'y'), good('c')]))).toEqual(['unit › b › x', 'unit › c › z']);
  });

  it('is the file, when it could not even run', () => {
    expect(passedLater(part([bad('a')]), part([good('a')]))).toEqual(['unit › a']);
    expect(passedLater(part([bad('a')]), part([bad('a', 'x')]))).toEqual([]);
  });

  it('is the trouble of the whole part', () => {
    expect(passedLater(part([], 'ended badly'), part([]))).toEqual(['unit › ended badly']);
    expect(passedLater(part([], 'ended badly'), part([], 'ended badly'))).toEqual([]);
  });

  it('is nothing that did not run again, or could not', () => {
    expect(passedLater(part([bad('a', 'x')]), part([]))).toEqual([]);
    expect(passedLater(part([bad('a', 'x')]), part([bad('a')]))).toEqual([]);
  });
});
