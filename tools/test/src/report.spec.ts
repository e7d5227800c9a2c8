import { join } from 'node:path';
import type { PartResult } from './part.ts';
import { lastLine, report, secondChances } from './report.ts';
import type { FileResult } from './results.ts';
import { ROOT } from './root.ts';

const file = (name: string, seconds: number, more: Partial<FileResult> = {}): FileResult => ({
  file: join(ROOT, name),
  passed: 1,
  failed: 0,
  seconds,
  failures: [],
  skips: [],
  ...more,
});
const UNIT: PartResult = {
  name: 'unit',
  seconds: 12.34,
  kept: 1,
  files: [file('libs/a/src/a.spec.ts', 1), file('libs/b/src/b.spec.ts', 10.26, { skips: ['looks', 'prints'] })],
};
const SYSTEM: PartResult = { name: 'system', seconds: 100, kept: 0, files: [], problem: 'did not run to its end' };

it('ends with the counts, and with what was skipped only where something was', () => {
  expect(lastLine([UNIT])).toBe('2 passed, 0 failed, 2 skipped');
  expect(lastLine([SYSTEM])).toBe('0 passed, 1 failed');
});

it('shows the parts, the slowest files, what was spent on starting things, and what was skipped by name', () => {
  const starts = [
    { what: 'NATS', ms: 20 },
    { what: 'PostgreSQL', ms: 1500 },
    { what: 'PostgreSQL', ms: 500 },
  ];
  expect(report([UNIT, SYSTEM], starts)).toBe(
    `
The slowest files (seconds)
unit  10.3  libs/b/src/b.spec.ts
unit   1.0  libs/a/src/a.spec.ts

Spent on starting things (seconds, of all workers)
PostgreSQL  2 times  2.0
NATS        1 times  0.0

Skipped
  b.spec.ts › looks
  b.spec.ts › prints

part    passed  failed  skipped  seconds
unit         2       0        2     12.3  1 files as in the run before
system       0       1        0    100.0  did not run to its end`.slice(1),
  );
});

it('shows no more than 20 slow files', () => {
  const files = Array.from({ length: 30 }, (_, index) => file(`libs/x/${index}.spec.ts`, index));
  const text = report([{ ...UNIT, files }], []);
  expect(text).toContain('libs/x/10.spec.ts');
  expect(text).not.toContain('libs/x/9.spec.ts');
});

it('says that nothing passed only the second time', () => {
  expect(secondChances([])).toBe('passed only the second time: none');
  expect(secondChances(['a', 'b'])).toBe('passed only the second time:\n  a\n  b');
});
