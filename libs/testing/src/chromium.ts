import { spawnSync } from 'node:child_process';
import { accessSync, constants, globSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';

/** Where `npm test` puts a browser that it had to download. */
export const CHROMIUM_CACHE = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'node_modules',
  '.cache',
  'lethe',
  'browsers',
);

export const NO_CHROMIUM =
  'There is no browser to look at a page with: install Chromium (Debian: apt-get install chromium) or name one in CHROMIUM_PATH.';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];

export interface Machine {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Where a downloaded one lies. */
  cache: string;
  /** Whether the program can be run: a browser without its libraries is none. */
  runs(path: string): boolean;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  cache: CHROMIUM_CACHE,
  runs,
});

/**
 * A Chromium or Chrome: the one that `CHROMIUM_PATH` names, whatever it is, else one that is installed, else one that
 * was downloaded.
 */
export function findChromium(machine: Machine = thisMachine()): string | undefined {
  const named = machine.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  return [...usualPlaces(machine), ...downloaded(machine.cache)].find((path) => machine.runs(path));
}

function usualPlaces({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
    return roots.flatMap((root) => WINDOWS.map((path) => win32.join(root, path)));
  }
  const folders = [...(env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/homebrew/bin'];
  const onPath = folders.filter(posix.isAbsolute).flatMap((folder) => NAMES.map((name) => posix.join(folder, name)));
  const applications = ['/Applications', ...(env['HOME'] ? [`${env['HOME']}/Applications`] : [])];
  const onMac = applications.flatMap((folder) => MAC.map((path) => posix.join(folder, path)));
  return [...new Set(platform === 'darwin' ? [...onMac, ...onPath] : [...onPath, '/opt/google/chrome/chrome'])];
}

const downloaded = (cache: string): string[] =>
  globSync('*/*/{headless_shell,chrome-headless-shell}{,.exe}', { cwd: cache }).map((path) => join(cache, path));

/** On Windows, `--version` would open a window. */
function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

/** @throws Error that says what to do */
export function chromiumPath(): string {
  const found = findChromium();
  if (found === undefined) throw new Error(NO_CHROMIUM);
  return found;
}

/**
 * `describe` for tests that look at a page. Without a browser they are skipped, unless the machine is there to run all
 * of them (`CI`): then they fail.
 */
export const describeWithChromium = (): jest.Describe =>
  (findChromium() !== undefined || process.env['CI'] ? describe : describe.skip) as jest.Describe;
