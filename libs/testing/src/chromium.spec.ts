import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findChromium, thisMachine, type Machine } from './chromium.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lethe-chromium-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A machine on which only these programs run. */
const machine = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ...programs: string[]): Machine => ({
  platform,
  env,
  cache: join(folder, 'cache'),
  runs: (path) => programs.includes(path),
});

it.each<[string, NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['on the PATH', 'linux', { PATH: '/a:/b' }, '/b/chromium-browser'],
  ['where Linux has it', 'linux', {}, '/snap/bin/chromium'],
  ['where macOS has it', 'darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['of one user of macOS', 'darwin', { HOME: '/u' }, '/u/Applications/Chromium.app/Contents/MacOS/Chromium'],
  [
    'where Windows has it',
    'win32',
    { PROGRAMFILES: 'C:\\Programs' },
    'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe',
  ],
])('finds the browser %s', (_, platform, env, path) => {
  expect(findChromium(machine(platform, env, path))).toBe(path);
});

it('takes the one that CHROMIUM_PATH names, whatever else there is', () => {
  const env = { CHROMIUM_PATH: '/my/browser', PATH: '/b' };
  expect(findChromium(machine('linux', env, '/b/chromium'))).toBe('/my/browser');
});

it('takes one that was downloaded when none is installed', () => {
  const path = join(folder, 'cache', 'chromium_headless_shell-1', 'chrome-linux', 'headless_shell');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  expect(findChromium(machine('linux', {}, path))).toBe(path);
  expect(findChromium(machine('linux', { PATH: '/b' }, '/b/chromium', path))).toBe('/b/chromium');
});

it('finds none that does not run, nor a relative one', () => {
  expect(findChromium(machine('linux', { PATH: '/a:.:' }, 'chromium', './chromium'))).toBeUndefined();
});

it('asks a program whether it runs: a stub, or one without its libraries, is no browser', () => {
  for (const [name, status] of [
    ['chromium', 1],
    ['google-chrome', 0],
  ] as const) {
    writeFileSync(join(folder, name), `#!/bin/sh\nexit ${status}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const { runs } = thisMachine();
  expect(runs(join(folder, 'chromium'))).toBe(false);
  expect(runs(join(folder, 'google-chrome'))).toBe(true);
});
