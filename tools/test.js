// npm test: build, servers, type check, lint, unit and conformance tests of every project, then system tests and a part of the fault suite. All of it
// runs even when something failed before; the last line is `N passed, N failed`. Options, after `npm test --`:
//   --only unit|system|faults|lint   one part; faults alone is the whole suite
//   --failed                         test files that passed in the run before count as they did and do not run again
//   --release                        the fault suite at the size of a release; writes docs/reliability.md
//   --file PATTERN                   of the system tests and the fault suite only files whose path matches
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, NX, NX_ENVIRONMENT } from './build.js';
import { writeReliability } from './reliability.js';

const ROOT = join(import.meta.dirname, '..');
const MODULES = join(ROOT, 'node_modules');
/** Where each project's Jest leaves its counts; an output of the Nx target, so a cached run restores it (not below node_modules: Nx caches nothing there). */
const RESULTS = join(ROOT, '.nx', 'tests');
const DID_NOT_RUN = { passed: 0, failed: 1, remark: 'did not run to its end' };
const LIMIT_MS = (process.argv.includes('--release') ? 180 : process.argv.includes('--failed') ? 20 : 66) * 60_000;
const JEST = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', join(MODULES, 'jest', 'bin', 'jest.js')];

const PARTS = { lint: [typecheck, lint], unit: [unit], system: [system], faults: [faults] };
const only = chosenPart();
const began = Date.now();
const rows = [];
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupted());

await timed('build', buildAll);
if (only !== 'lint') await timed('servers', servers);
for (const part of Object.entries(PARTS).flatMap(([name, steps]) => (!only || only === name ? steps : []))) await timed(part.name, part);
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

/** Fetches nats-server where the machine has none, before tests of several projects need it at once. Counts only when it fails. */
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
  return [asOneTest('type check', await run([join(MODULES, 'typescript', 'bin', 'tsc'), '--project', 'tsconfig.json', '--pretty', 'false']))];
}

async function lint() {
  return [asOneTest('lint', await run([join(MODULES, 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']))];
}

async function unit() {
  const { output } = await run([NX, 'run-many', '--targets=test', '--parallel=2', '--outputStyle=static', '--nxBail=false']);
  const failures = output.slice(output.lastIndexOf('Failed tasks:')).match(/^- \S+:test$/gm) ?? [];
  return projectsWithTests().map((name) => {
    const counts = countsIn(join(RESULTS, `${name}.json`));
    // What Nx says decides whether the counts are of this run: a Jest that crashed leaves those of an earlier one.
    const ran = output.includes(`> nx run ${name}:test`) && !(counts.failed === 0 && failures.includes(`- ${name}:test`));
    return { name, ...(ran ? counts : DID_NOT_RUN) };
  });
}

async function system() {
  return [await jest('system', 'tools/e2e/jest.config.cjs')];
}

async function faults() {
  const release = process.argv.includes('--release');
  const lines = join(RESULTS, 'faults.jsonl');
  keepLines(lines, passedFilesIn(join(RESULTS, 'faults.json')));
  const size = release ? 'release' : only === 'faults' ? 'all' : 'part';
  const result = await jest('faults', 'tools/e2e/faults.jest.config.cjs', { LETHE_FAULTS_REPORT: lines, LETHE_FAULTS_SIZE: size });
  const written = writeReliability(lines, release ? join(ROOT, 'docs', 'reliability.md') : join(RESULTS, 'reliability.md'), result);
  if (written) console.log(written);
  return [result];
}

/** What a file that runs again has seen before counts no more. */
function keepLines(lines, passed) {
  if (!process.argv.includes('--failed') || !existsSync(lines)) return rmSync(lines, { force: true });
  const of = readFileSync(lines, 'utf8').split('\n').filter(Boolean);
  writeFileSync(lines, of.filter((line) => passed.some(({ path }) => basename(path) === JSON.parse(line).file)).map((line) => `${line}\n`).join(''));
}

/** Test files that run one after another. */
async function jest(name, config, env = {}) {
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, `${name}.json`);
  const before = process.argv.includes('--failed') ? passedFilesIn(file) : [];
  rmSync(file, { force: true });
  const args = ['--config', config, '--runInBand', '--forceExit', '--passWithNoTests', '--json', `--outputFile=${file}`];
  const skipped = before.length > 0 ? ['--testPathIgnorePatterns', ...before.map(({ path }) => `${path}$`)] : [];
  await run([...JEST, ...args, ...skipped, ...optionValues('--file').flatMap((pattern) => ['--testPathPatterns', pattern])], env);
  const now = countsIn(file);
  return { name, ...now, passed: now.passed + before.reduce((sum, { tests }) => sum + tests, 0), ...(before.length > 0 && { remark: `${before.length} files as in the run before` }) };
}

/** Of an earlier run: the files all of whose tests passed. */
function passedFilesIn(file) {
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
    return testResults.filter(({ status }) => status === 'passed').map(({ name, assertionResults }) => ({ path: name.slice(ROOT.length), tests: assertionResults.filter(({ status }) => status === 'passed').length }));
  } catch {
    return [];
  }
}

function asOneTest(name, { succeeded }) {
  return { name, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
}

function projectsWithTests() {
  const folders = ['apps', 'libs', 'tools'].flatMap((group) => readdirSync(join(ROOT, group)).map((name) => join(ROOT, group, name, 'package.json')));
  const manifests = folders.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')));
  return manifests.filter(({ nx }) => nx?.targets?.test).map(({ name }) => name);
}

/** A test file that could not even run counts as one failure, and so does a Jest that left no counts. */
function countsIn(file) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return DID_NOT_RUN;
  }
}

/** What the program printed and whether it succeeded. In a process group of its own: Ctrl-C reaches us alone, and we end all of it. */
function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...NX_ENVIRONMENT, ...env }, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    running = child;
    const pieces = [];
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      pieces.push(piece);
      process.stdout.write(piece);
    });
    const timer = setTimeout(() => {
      console.log(`Stopped: the whole of npm test may take ${LIMIT_MS / 60_000} minutes.`);
      endTree(child.pid);
    }, Math.max(0, began + LIMIT_MS - 30_000 - Date.now()));
    child.once('error', () => resolve({ succeeded: false, output: '' }));
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ succeeded: code === 0, output: pieces.join('') });
    });
  });
}

function interrupted() {
  if (running?.pid) endTree(running.pid);
  process.exit(130);
}

/** Nx starts its tasks in process groups of their own, so a signal to one group would leave them running. */
function endTree(root) {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const parents = stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
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
    console.log(`${row.name.padEnd(width)}  ${String(row.passed).padStart(6)}  ${String(row.failed).padStart(6)}  ${row.seconds.padStart(7)}  ${row.remark ?? ''}`.trimEnd());
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
