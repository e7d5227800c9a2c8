import { join } from 'node:path';
import { CHECKS } from './checks.ts';
import type { PartName } from './commands.ts';
import type { Options } from './options.ts';
import { partResult, type PartResult } from './part.ts';
import { lackingForFaults } from './prepare.ts';
import type { Programs } from './programs.ts';
import { keepRows } from './reliability.ts';
import { Results } from './results.ts';
import { moduleFile, ROOT } from './root.ts';

export const FOLDER = join(ROOT, '.nx', 'tests');
export const STARTS = join(FOLDER, 'starts.jsonl');
/** Lines of the table of docs/reliability.md. */
export const FAULT_ROWS = join(FOLDER, 'faults-seen.jsonl');

const own = (...path: string[]) => join(ROOT, 'tools', 'test', 'src', ...path);
const JEST = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  moduleFile('jest', 'bin', 'jest.js'),
];
/** Jest configurations, from the root of the checkout. */
const CONFIGS = {
  unit: 'jest.config.cjs',
  system: 'tools/e2e/jest.config.cjs',
  input: 'tools/e2e/input.jest.config.cjs',
  cost: 'tools/e2e/cost.jest.config.cjs',
  faults: 'tools/e2e/faults.jest.config.cjs',
  people: 'tools/e2e/people.jest.config.cjs',
  deployment: 'tools/e2e/jest.config.cjs',
};

/** Where a run finds its tests and keeps its results. */
export interface Place {
  configs: Record<Exclude<PartName, 'lint'>, string>;
  folder: string;
}

const HERE: Place = { configs: CONFIGS, folder: FOLDER };

/** How the parts of a run are run. */
export class Run {
  private readonly programs: Programs;
  private readonly options: Options;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly place: Place;

  /** @param environment what the tests find in theirs besides */
  constructor(programs: Programs, options: Options, environment: NodeJS.ProcessEnv, place: Place = HERE) {
    this.programs = programs;
    this.options = options;
    this.environment = environment;
    this.place = place;
  }

  /** @param keepPassed files that passed in the run before count as they did */
  async part(name: PartName, keepPassed: boolean): Promise<PartResult<PartName>> {
    const lacking = name === 'faults' && this.options.size !== 'ci' ? lackingForFaults() : undefined;
    if (lacking !== undefined) {
      console.log(lacking);
      return { name, seconds: 0, files: [], kept: 0, problem: 'needs root and libfaketime' };
    }
    const results = new Results(join(this.place.folder, `${name}.jsonl`));
    results.start(keepPassed);
    const passed = results.files.map(({ file }) => file);
    if (name === 'faults') keepRows(FAULT_ROWS, passed);
    const began = performance.now();
    const succeeded = await (name === 'lint' ? this.checks(results, passed) : this.jest(name, results, passed));
    const seconds = (performance.now() - began) / 1000;
    return partResult(name, results, { succeeded, seconds, kept: passed.length });
  }

  private async checks(results: Results, passed: readonly string[]): Promise<boolean> {
    const waiting = Object.entries(CHECKS).filter(([name]) => !passed.includes(name));
    const work = async () => {
      for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
        await this.check(results, ...check);
    };
    await Promise.all([work(), work()]);
    results.end();
    return true;
  }

  private async check(results: Results, file: string, args: string[]): Promise<void> {
    const began = performance.now();
    const { succeeded, output } = await this.programs.run(args, { collect: true });
    const seconds = (performance.now() - began) / 1000;
    console.log(`${output}${succeeded ? 'PASS' : 'FAIL'} ${file} (${seconds.toFixed(1)} s)`);
    const failures = succeeded ? [] : [file];
    results.add({ file, passed: 1 - failures.length, failed: failures.length, seconds, failures, skips: [] });
  }

  private async jest(part: Exclude<PartName, 'lint'>, results: Results, passed: readonly string[]): Promise<boolean> {
    const options = [
      ...['--config', this.place.configs[part], '--forceExit', '--passWithNoTests'],
      ...['--testSequencer', own('sequencer.ts'), '--reporters', 'default', '--reporters', own('reporter.ts')],
      ...this.options.files.flatMap((pattern) => ['--testPathPatterns', pattern]),
      ...passed.flatMap((file) => ['--testPathIgnorePatterns', `^${escaped(file)}$`]),
    ];
    const { succeeded } = await this.programs.run([...JEST, ...options], {
      env: {
        ...this.environment,
        LETHE_TEST_RESULTS: results.path,
        LETHE_TEST_STARTS: STARTS,
        LETHE_TEST_SIZE: this.options.size,
        LETHE_FAULTS_REPORT: FAULT_ROWS,
      },
    });
    return succeeded;
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
