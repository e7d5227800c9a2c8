import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Finding, Planted } from './lint-planted.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const BOUNDARY = '@nx/enforce-module-boundaries';
const DECLARED = '@nx/dependency-checks';

/** What the rule says to a framework in a contract, where the framework is declared. */
const BANNED = /type:contract.*not allowed/;

/** So many names: parameters of a function, or elements of an array. */
const names = (count: number) => Array.from({ length: count }, (_, n) => `a${n}`).join(', ');

/** The manifest of libs/contracts, which needs identifiers and zod, with these dependencies. */
const contracts = (...dependencies: string[]) =>
  JSON.stringify({ dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])) });

/**
 * Where the code stands, what it says, which rule must object (null: none), in which words. Without words where another
 * part of the same rule speaks first: upwards imports are cycles as well, and an app can not be found by its name.
 */
const PLANTED: [file: string, code: string, rule: string | null, says?: RegExp][] = [
  ['libs/contracts/src/planted.ts', "import '@nestjs/common';", BOUNDARY, BANNED],
  ['libs/contracts/src/planted.ts', "import 'typeorm';", BOUNDARY, BANNED],
  ['libs/matching/src/planted.ts', "import 'pg';", BOUNDARY, BANNED],
  ['libs/matching/src/planted.ts', "import '@nats-io/transport-node';", BOUNDARY, BANNED],
  ['libs/contracts/src/planted.ts', "import 'fastify';", BOUNDARY, /Only packages defined in the "package.json"/],
  ['libs/contracts/src/planted.ts', "import 'zod';", null],
  ['libs/contracts/src/planted.ts', "import '@lethe/platform';", BOUNDARY],
  ['libs/platform/src/planted.ts', "import '@lethe/domain-kit';", BOUNDARY],
  ['libs/platform/src/planted.ts', "import '@lethe/contracts';", null],
  ['libs/domain-kit/src/planted.ts', "import '@lethe/gateway';", BOUNDARY],
  ['libs/domain-kit/src/planted.ts', "import '@lethe/testing';", BOUNDARY, /type:kit/],
  ['libs/domain-kit/src/planted.spec.ts', "import '@lethe/testing';", null],
  ['libs/domain-kit/src/planted.ts', "import '@lethe/stack';", BOUNDARY, /type:kit/],
  ['apps/gateway/src/planted.ts', "import '@lethe/aggregator';", BOUNDARY],
  ['apps/gateway/src/planted.ts', "import '@lethe/testing';", BOUNDARY, /type:app/],
  ['apps/gateway/src/planted.ts', "import '../../aggregator/src/main.ts';", BOUNDARY],
  ['apps/gateway/src/planted.ts', "import '@lethe/domain-kit';", null],
  ['libs/testing/src/planted.ts', "import '@lethe/stack';", BOUNDARY, /type:testing/],
  ['tools/e2e/src/planted.ts', "import '@lethe/stack';", null],
  ['apps/gateway/src/planted.ts', 'export const home = process.env.HOME;', 'no-restricted-syntax', /libs\/platform/],
  [
    'apps/gateway/src/planted.ts',
    "export { env } from './x.ts';\nimport { env as e } from 'node:process';\nexport const f = e;",
    'no-restricted-syntax',
  ],
  ['libs/platform/src/planted.ts', 'export const home = process.env.HOME;', null],
  ['apps/gateway/src/planted.ts', "console.log('a name');", 'no-console'],
  ['apps/gateway/src/planted.ts', `export const f = (${names(5)}) => [${names(5)}];`, 'max-params'],
  ['apps/gateway/src/planted.service.ts', `export const f = (${names(6)}) => [${names(6)}];`, null],
  ['apps/gateway/src/planted.service.ts', `export const f = (${names(7)}) => [${names(7)}];`, 'max-params'],
  ['apps/gateway/src/planted.ts', `export const f = (x: number) => x${' || x'.repeat(15)};`, 'complexity'],
  ['apps/gateway/src/planted.ts', `export function f() {${'\n'.repeat(51)}}`, 'max-lines-per-function'],
  ['apps/gateway/src/planted.spec.ts', '//\n'.repeat(301), 'max-lines'],
  ['libs/contracts/package.json', contracts('@lethe/matching', 'zod'), null],
  ['libs/contracts/package.json', contracts('zod'), DECLARED, /missing[^]*@lethe\/matching/],
  ['libs/contracts/package.json', contracts('@lethe/matching'), DECLARED, /missing[^]*zod/],
  ['libs/contracts/package.json', contracts('@lethe/matching', 'zod', 'pg'), DECLARED, /"pg".*not used/],
];

describe('lint', () => {
  let findings: Finding[][];
  beforeAll(() => {
    const projects = new Set(tagged().map(({ name }) => name));
    for (const needed of ['@lethe/gateway', '@lethe/aggregator', '@lethe/domain-kit', '@lethe/testing'])
      expect(projects).toContain(needed);
    findings = lint(PLANTED.map(([file, code, , says]) => ({ file, code, allDeclared: says === BANNED })));
  });

  it.each(
    PLANTED.map(
      (planted, index) =>
        [`${planted[2] === null ? 'allows' : 'forbids'} ${planted[0]}: ${planted[1]}`, index] as const,
    ),
  )('%s', (_, index) => {
    const [, , rule, says] = PLANTED[index] ?? [];
    const found = (findings[index] ?? []).filter((finding) => finding.rule !== '@typescript-eslint/no-unused-vars');
    if (rule === null) return expect(found).toEqual([]);
    const objection = found.find((finding) => finding.rule === rule);
    expect(objection).toBeDefined();
    if (says) expect(objection?.message).toMatch(says);
  });
});

describe('a script over all files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-lint-'));
    for (const file of ['package.json', 'knip.config.js', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.knip.json'])
      copyFileSync(join(ROOT, file), join(folder, file));
    mkdirSync(join(folder, 'libs', 'planted', 'src'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['allows', 'one file that imports another', '', 0],
    ['forbids', 'two files that import each other', "import { a } from './a.ts';\nexport type B = typeof a;", 1],
    [
      'forbids',
      'two files of which one imports only a type',
      "import type { A } from './a.ts';\nexport type B = A;",
      1,
    ],
  ])('%s %s', (_, __, code, expected) => {
    plant('src/a.ts', "import { b } from './b.ts';\nexport type A = string;\nexport const a = b;");
    plant('src/b.ts', `${code}\nexport const b = 1;`);
    const { status, stdout } = run('lint:cycles');
    expect([status, stdout.includes(' -> ')]).toEqual([expected, expected === 1]);
  });

  it('forbids exports, files and dependencies that nobody uses', () => {
    plant('package.json', JSON.stringify({ name: '@lethe/planted', devDependencies: { pg: '1.0.0' } }));
    plant('src/main.ts', "import { used } from './used.ts';\nused();");
    plant('src/used.ts', 'export const used = () => lonely;\nexport const lonely = 1;');
    plant('src/dead.ts', 'export const dead = 1;');
    const { status, stdout } = run('lint:unused');
    expect(status).toBe(1);
    for (const unused of [
      /lonely +libs\/planted\/src\/used.ts/,
      /libs\/planted\/src\/dead.ts/,
      /pg +libs\/planted\/package.json/,
    ])
      expect(stdout).toMatch(unused);
    expect(stdout).not.toMatch(/used +libs/);
  });

  function plant(file: string, text: string): void {
    writeFileSync(join(folder, 'libs', 'planted', file), text);
  }

  function run(script: string) {
    const PATH = `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`;
    return spawnSync(process.execPath, ['--run', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH },
    });
  }
});

describe('projects', () => {
  it.each(tagged().map(({ name, tags }) => [name, tags] as const))('%s has exactly one type: tag', (_, tags) => {
    expect(tags.filter((tag) => TYPES.includes(tag))).toHaveLength(1);
    expect(tags.filter((tag) => tag.startsWith('type:'))).toHaveLength(1);
  });
});

const TYPES = ['type:contract', 'type:platform', 'type:kit', 'type:testing', 'type:app', 'type:tool'];

function lint(planted: Planted[]): Finding[][] {
  const program = join(import.meta.dirname, '..', 'dist', 'lint-planted.js');
  const folder = mkdtempSync(join(tmpdir(), 'lethe-lint-'));
  const { stdout, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(planted),
    encoding: 'utf8',
    // Nothing that Nx left: the graph has to be made, or the boundary rule would say nothing.
    env: { ...process.env, NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: join(folder, 'nx') },
  });
  rmSync(folder, { recursive: true });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Finding[][];
}

function tagged(): { name: string; tags: string[] }[] {
  const folders = ['apps', 'libs', 'tools'].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => join(ROOT, group, name)),
  );
  return folders
    .map((folder) => join(folder, 'package.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as { name: string; nx?: { tags?: string[] } })
    .map(({ name, nx }) => ({ name, tags: nx?.tags ?? [] }));
}
