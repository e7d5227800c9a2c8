// npm test: build, servers, type check, lint, unit and conformance tests of every project, then system tests and a part
// of the fault suite. All of it runs even when something failed before; the last line is `N passed, N failed`. Options,
// after `npm test --`:
//   --only unit|system|input|faults|lint   one part; faults alone is the whole suite
//   --failed                         test files that passed in the run before count as they did and do not run again
//   --release                        the fault suite at the size of a release; writes docs/reliability.md
//   --file PATTERN                   of the system tests and the fault suite only files whose path matches
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, NX, NX_ENVIRONMENT } from './build.js';
import { writeReliability } from './reliability.js';
import { passedFiles, recordStep, RESULTS, resultsFile, resultsOf, startResults } from './test-results.js';

const ROOT = join(import.meta.dirname, '..');
const MODULES = join(ROOT, 'node_modules');
const REPEATS = process.argv.includes('--failed');
const LIMIT_MS = (process.argv.includes('--release') ? 180 : REPEATS ? 20 : 66) * 60_000;
/** A run that failed although none of its tests did. */
const ENDED_BADLY = { passed: 0, failed: 1, remark: 'ended badly' };
const JEST = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  join(MODULES, 'jest', 'bin', 'jest.js'),
];

const PARTS = { lint: [typecheck, lint], unit: [unit], system: [system], input: [input], faults: [faults] };
const only = chosenPart();
const began = Date.now();
const rows = [];
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupted());

await timed('build', buildAll);
if (only !== 'lint') await timed('servers', servers);
for (const part of Object.entries(PARTS).flatMap(([name, steps]) => (!only || only === name ? steps : [])))
  await timed(part.name, part);
report();

function optionValues(option) {
  return process.argv.flatMap((argument, index) => (argument === option ? [process.argv[index + 1]] : []));
}

function chosenPart() {
  const [part] = optionValues('--only');
  if (!process.argv.includes('--only') || part in PARTS) return part;
  console.error(`--only ${part}: choose one of ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

async function timed(name, step) {
  console.log(`\n=== ${name}`);
  const start = Date.now();
  const results = await step();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  results.forEach((result, index) => rows.push({ ...result, seconds: index === 0 ? seconds : '' }));
  console.log(`=== ${name}: ${seconds} s`);
  return results;
}

/** Counts only when it fails: what it makes is what all the rest tests. */
async function buildAll() {
  const problem = await build();
  if (problem) console.log(problem);
  return [{ name: 'build', passed: 0, failed: problem ? 1 : 0 }];
}

/**
 * Fetches nats-server where the machine has none, before tests of several projects need it at once. Counts only when it
 * fails.
 */
async function servers() {
  try {
    const { findNatsServer } = await import('./stack/dist/nats-binary.js');
    console.log(await findNatsServer(console.log));
    return [];
  } catch (error) {
    console.log(error.message);
    return [{ name: 'servers', passed: 0, failed: 1 }];
  }
}

async function typecheck() {
  return [
    await asOneTest('type check', [
      join(MODULES, 'typescript', 'bin', 'tsc'),
      '--project',
      'tsconfig.json',
      '--pretty',
      'false',
    ]),
  ];
}

async function lint() {
  return [await asOneTest('lint', [join(MODULES, 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'])];
}

async function unit() {
  const projects = projectsWithTests();
  if (REPEATS) {
    const rows = [];
    for (const { name, folder } of projects) rows.push(passedBefore(name) ?? (await jest(name, { cwd: folder })));
    return rows;
  }
  for (const { name } of projects) rmSync(resultsFile(name), { force: true });
  const succeeded = await run([
    NX,
    'run-many',
    '--targets=test',
    '--parallel=2',
    '--outputStyle=static',
    '--nxBail=false',
  ]);
  const rows = projects.map(({ name }) => ({ name, ...resultsOf(name) }));
  return succeeded || rows.some(({ failed }) => failed > 0) ? rows : [...rows, { name: 'unit', ...ENDED_BADLY }];
}

async function system() {
  return [await jest('system', { args: ['--config', 'tools/e2e/jest.config.cjs', ...chosenFiles()] })];
}

async function input() {
  return [await jest('input', { args: ['--config', 'tools/e2e/input.jest.config.cjs', ...chosenFiles()] })];
}

async function faults() {
  const release = process.argv.includes('--release');
  const lines = join(RESULTS, 'faults-seen.jsonl');
  keepLines(lines, passedFiles('faults'));
  const size = release ? 'release' : only === 'faults' ? 'full' : 'ci';
  const result = await jest('faults', {
    args: ['--config', 'tools/e2e/faults.jest.config.cjs', ...chosenFiles()],
    env: { LETHE_FAULTS_REPORT: lines, LETHE_TEST_SIZE: size },
  });
  const written = writeReliability(
    lines,
    release ? join(ROOT, 'docs', 'reliability.md') : join(RESULTS, 'reliability.md'),
    result,
  );
  if (written) console.log(written);
  return [result];
}

function chosenFiles() {
  return optionValues('--file').flatMap((pattern) => ['--testPathPatterns', pattern]);
}

/** What a file that runs again has seen before counts no more. */
function keepLines(lines, passed) {
  if (!REPEATS || !existsSync(lines)) return rmSync(lines, { force: true });
  const of = readFileSync(lines, 'utf8').split('\n').filter(Boolean);
  writeFileSync(
    lines,
    of
      .filter((line) => passed.some((file) => basename(file) === JSON.parse(line).file))
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/** Test files one after another; of a run that is repeated only those that have not passed. */
async function jest(name, { cwd, args = [], env = {} }) {
  startResults(name, REPEATS);
  const before = passedFiles(name);
  const skipped = before.length > 0 ? ['--testPathIgnorePatterns', ...before.map((file) => `${file}$`)] : [];
  const succeeded = await run([...JEST, '--runInBand', '--forceExit', '--passWithNoTests', ...args, ...skipped], {
    cwd,
    env: { ...env, LETHE_TEST_RESULTS: resultsFile(name) },
  });
  const results = resultsOf(name);
  const remark = before.length > 0 && { remark: `${before.length} files as in the run before` };
  return {
    name,
    ...results,
    ...remark,
    ...(!succeeded && results.failed === 0 && { ...ENDED_BADLY, passed: results.passed }),
  };
}

/** The row of what needs no repetition, or undefined. */
function passedBefore(name) {
  const before = resultsOf(name);
  return REPEATS && before.failed === 0 ? { name, ...before, remark: 'as in the run before' } : undefined;
}

async function asOneTest(name, args) {
  const before = passedBefore(name);
  if (before) return before;
  recordStep(name, await run(args));
  return { name, ...resultsOf(name) };
}

function projectsWithTests() {
  const folders = ['apps', 'libs', 'tools'].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => join(ROOT, group, name)),
  );
  return folders
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .flatMap((folder) => {
      const { name, nx } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return nx?.targets?.test ? [{ name, folder }] : [];
    });
}

/** Whether the program succeeded. In a process group of its own: Ctrl-C reaches us alone, and we end all of it. */
function run(args, { cwd = ROOT, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...NX_ENVIRONMENT, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    running = child;
    const timer = setTimeout(
      () => {
        console.log(`Stopped: the whole of npm test may take ${LIMIT_MS / 60_000} minutes.`);
        endTree(child.pid);
      },
      Math.max(0, began + LIMIT_MS - 30_000 - Date.now()),
    );
    const ended = (succeeded) => {
      clearTimeout(timer);
      resolve(succeeded);
    };
    child.once('error', () => ended(false));
    child.once('close', (code) => ended(code === 0));
  });
}

function interrupted() {
  if (running?.pid) endTree(running.pid);
  process.exit(130);
}

/** Nx starts its tasks in process groups of their own, so a signal to one group would leave them running. */
function endTree(root) {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const parents = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [root];
  for (const pid of tree) tree.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child));
  for (const pid of tree) endOne(pid);
}

function endOne(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function report() {
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`\n${'part'.padEnd(width)}  passed  failed  seconds`);
  for (const row of rows) {
    console.log(
      `${row.name.padEnd(width)}  ${String(row.passed).padStart(6)}  ${String(row.failed).padStart(6)}  ${row.seconds.padStart(7)}  ${row.remark ?? ''}`.trimEnd(),
    );
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
