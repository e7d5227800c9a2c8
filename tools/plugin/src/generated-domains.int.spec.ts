import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { stamp, type DomainOptions } from '../generators/domain/generator.cjs';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MODULES = join(ROOT, 'node_modules');
/** Within the repository, so that imports of the libraries resolve; below dist, so that Git, lint and Nx pass it by. */
const WORKSPACE = join(import.meta.dirname, '..', 'dist', `generated-${process.pid}`);
const PROMISES = 23;

const DOMAINS: DomainOptions[] = [
  { name: 'visits' },
  { name: 'lead-pool', record: 'leadNote', subject: 'dialerContactId' },
];

/** The libraries' sources are what a generated domain meets, not their builds. */
describe('a generated domain', () => {
  beforeAll(() => {
    for (const options of DOMAINS) generate(options);
    write('jest.preset.cjs', `module.exports = require(${JSON.stringify(join(ROOT, 'jest.preset.cjs'))});`);
    write(
      'tsconfig.json',
      JSON.stringify({
        extends: join(ROOT, 'tsconfig.json'),
        compilerOptions: { incremental: false, tsBuildInfoFile: null },
        include: ['apps/*/src'],
      }),
    );
  });
  afterAll(() => rmSync(WORKSPACE, { recursive: true, force: true }));

  it('passes the type check', () => {
    const { status, stdout } = node(
      WORKSPACE,
      join(MODULES, 'typescript', 'bin', 'tsc'),
      '--project',
      'tsconfig.json',
      '--pretty',
      'false',
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  }, 120_000);

  it.each(DOMAINS)(
    'keeps the domain contract: $name',
    ({ name }) => {
      const folder = join(WORKSPACE, 'apps', name);
      const { stderr } = node(
        folder,
        '--disable-warning=ExperimentalWarning',
        '--experimental-vm-modules',
        join(MODULES, 'jest', 'bin', 'jest.js'),
        '-w',
        '1',
        '--json',
        '--outputFile=results.json',
      );
      const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
        readFileSync(join(folder, 'results.json'), 'utf8'),
      ) as Record<string, number>;
      if (numPassedTests !== PROMISES) throw new Error(stderr);
      expect({ numFailedTests, numRuntimeErrorTestSuites }).toEqual({
        numFailedTests: 0,
        numRuntimeErrorTestSuites: 0,
      });
    },
    120_000,
  );
});

function generate(options: DomainOptions): void {
  const tree = createTreeWithEmptyWorkspace();
  stamp(tree, options);
  for (const { path, content } of tree.listChanges())
    if (path.startsWith(`apps/${options.name}/`)) write(path, content!);
}

function write(path: string, content: string | Buffer): void {
  const file = join(WORKSPACE, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function node(cwd: string, ...args: string[]) {
  return spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
}
