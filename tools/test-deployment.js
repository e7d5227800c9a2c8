// npm run test:deployment: the system tests of tools/e2e against a deployment that runs already. Without LETHE_API
// against what `docker compose up` started from this checkout (LETHE_ENGINE names another engine); with it against that
// API, as far as a client (LETHE_CLIENT_ID, LETHE_CLIENT_SECRET) can tell. Arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.js';
import { fail } from './fail.js';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.lethe-deployment');
const RESULT = join(FOLDER, 'result.json');
const JEST = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
];

const problem = await build();
if (problem) fail(problem);
mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
rmSync(RESULT, { force: true });
const env = { ...process.env, ...(process.env.LETHE_API ? {} : await describeOwn()) };
const options = [
  '--config',
  'tools/e2e/jest.config.cjs',
  '--runInBand',
  '--forceExit',
  '--json',
  `--outputFile=${RESULT}`,
  ...process.argv.slice(2),
];
spawnSync(process.execPath, [...JEST, ...options], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
report();

/** stack.json of the deployment, for the tests to read. */
async function describeOwn() {
  try {
    const { describeDeployment } = await import('./stack/dist/deploy/describe.js');
    const description = describeDeployment(ROOT, process.env.LETHE_ENGINE ?? 'docker');
    const file = join(FOLDER, 'stack.json');
    writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
    return { LETHE_API: description.api, LETHE_STACK_FILE: file };
  } catch (error) {
    return fail(error.message);
  }
}

function report() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(RESULT, 'utf8'),
    );
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    console.log(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`);
    process.exitCode = failed > 0 ? 1 : 0;
  } catch {
    fail('The tests did not run to their end.');
  }
}
