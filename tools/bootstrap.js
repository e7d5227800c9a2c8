// Runs before every npm script, on whatever Node launched npm (20.19 or newer): installs what is missing.
// The scripts themselves then run on the Node of node_modules/.bin, which npm puts first in PATH.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './capture.js';
import { explain, fail } from './fail.js';
import { withLock } from './lock.js';

const ROOT = join(import.meta.dirname, '..');
const MODULES = join(ROOT, 'node_modules');
const NODE = join(MODULES, '.bin', 'node');
const STAMP = join(MODULES, '.lethe-installed');
/** Jest loads ES modules from CommonJS tests only from 24.9 on. */
const NEEDED_NODE = [24, 9];

try {
  if (!atLeast(process.version, [20, 19]))
    fail(`Node ${process.version} is too old: install Node 20.19 or newer, then run the command again.`);
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  if (!isInstalled(stamp)) await withLock(() => install(lock, stamp));
  assertNode();
} catch (error) {
  fail(
    explain(
      String(error.code),
      `Preparing node_modules failed (${error.message}): make sure that you may write to ${ROOT}, then run the command again.`,
    ),
  );
}

function isInstalled(stamp) {
  return existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp;
}

async function install(lock, stamp) {
  if (isInstalled(stamp)) return;
  if (!agreesWith(JSON.parse(lock))) await runNpm();
  assertNode();
  writeFileSync(STAMP, stamp);
}

/**
 * After a plain `npm install` the modules are right although nobody wrote our stamp: npm's own record of them tells.
 */
function agreesWith(lock) {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(NODE) || !existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(lock.packages).every(
    ([path, wanted]) =>
      !path.startsWith('node_modules/') ||
      wanted.optional ||
      wanted.devOptional ||
      installed[path]?.version === wanted.version,
  );
}

async function runNpm() {
  console.error('Installing dependencies (about a minute) ...');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, full] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  const { code, output } = await capture(command, full, { cwd: ROOT });
  if (code === 0) return;
  process.stderr.write(output);
  const otherwise = /EUSAGE/.test(output)
    ? 'package.json and package-lock.json do not agree: run `npm install`, then the command again.'
    : 'npm ci failed: see its message above; when it is about the network, check the connection or the proxy, then run the command again.';
  fail(explain(output, otherwise));
}

function assertNode() {
  const { stdout } = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
  if (stdout && atLeast(stdout.trim(), NEEDED_NODE)) return;
  fail(
    `The Node that belongs to this project (${NODE}) is ${stdout?.trim() || 'missing'} but 24.9 or newer is needed: ` +
      'allow install scripts of the package `node` (is `ignore-scripts` set in your .npmrc?), delete node_modules, then run the command again.',
  );
}

function atLeast(version, [major, minor]) {
  const [haveMajor, haveMinor] = version.replace(/^v/, '').split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}
