import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from './options.ts';
import { countsOf } from './part.ts';
import { Programs, type HowToRun } from './programs.ts';
import { nameOf } from './root.ts';
import { onceMore } from './run-tests.ts';
import { Run } from './run.ts';

const FILES = {
  'jest.config.cjs': "module.exports = { testEnvironment: 'node', displayName: 'fixture' };",
  // Notes that it ran; passes when it ran before.
  'flaky.spec.js': `
    const { appendFileSync, existsSync } = require('node:fs');
    const before = existsSync(__dirname + '/flaky.log');
    appendFileSync(__dirname + '/flaky.log', 'ran ');
    test('passes only the second time', () => expect(before).toBe(true));
    test('always passes', () => undefined);`,
  'steady.spec.js': `
    require('node:fs').appendFileSync(__dirname + '/steady.log', 'ran ');
    test('always passes', () => undefined);
    test.skip('looks at a page', () => undefined);`,
  'broken.spec.js': "throw new Error('a file that can not run');",
};

/** What the fixture's Jest prints would read as failures of ours. */
class QuietPrograms extends Programs {
  override run(args: string[], how: HowToRun) {
    return super.run(args, { ...how, collect: true });
  }
}

let folder: string;
let programs: Programs;
beforeEach(() => {
  // A path that is a pattern in many ways.
  folder = mkdtempSync(join(tmpdir(), 'lethe run (a+b) '));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  programs = new QuietPrograms(Date.now() + 60_000);
});
afterEach(async () => {
  await programs.endAll();
  programs.removeFolder();
  rmSync(folder, { recursive: true });
});

const newRun = (...options: string[]) => {
  const config = join(folder, 'jest.config.cjs');
  const parts = ['unit', 'system', 'input', 'faults', 'people', 'cost', 'deployment'] as const;
  const configs = Object.fromEntries(parts.map((name) => [name, config])) as Record<(typeof parts)[number], string>;
  return new Run(programs, parseOptions(['ci', ...options]), {}, { configs, folder: join(folder, 'results') });
};
const ranTimes = (name: string) => readFileSync(join(folder, `${name}.log`), 'utf8').split(' ').length - 1;

it('what failed runs once more, and what passed only then is listed; what passed does not run again', async () => {
  const run = newRun();
  const first = await run.part('unit', false);
  expect(countsOf(first)).toEqual({ passed: 2, failed: 2, skipped: 1 });
  const parts = [first];
  expect(await onceMore(run, parts)).toEqual([
    `unit › ${nameOf(join(folder, 'flaky.spec.js'))} › passes only the second time`,
  ]);
  expect(parts.map(countsOf)).toEqual([{ passed: 3, failed: 1, skipped: 1 }]);
  expect([ranTimes('flaky'), ranTimes('steady')]).toEqual([2, 1]);
}, 60_000);

it('only files that a pattern matches run', async () => {
  const run = newRun('--file', 'steady');
  expect(countsOf(await run.part('unit', false))).toEqual({ passed: 1, failed: 0, skipped: 1 });
}, 60_000);

it('a run that is stopped has failed, and keeps what it knew', async () => {
  writeFileSync(join(folder, 'broken.spec.js'), "test('hangs', () => new Promise(() => undefined), 1e9);");
  rmSync(join(folder, 'flaky.spec.js'));
  const part = newRun().part('unit', false);
  const results = join(folder, 'results', 'unit.jsonl');
  while (!readFileSync(results, 'utf8').includes('steady')) await new Promise((resolve) => setTimeout(resolve, 20));
  await programs.endAll();
  expect(await part).toMatchObject({ problem: 'did not run to its end', files: [{ passed: 1 }] });
}, 60_000);
