// What the tests need and npm does not bring: counts only when it fails, for it is what all the rest tests.
import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM_CACHE, findChromium, NO_CHROMIUM } from '@lethe/testing/chromium';
import type { PartName } from './commands.ts';
import { deploymentEnvironment } from './deployment.ts';
import type { Options } from './options.ts';
import type { PartResult } from './part.ts';
import type { Programs } from './programs.ts';
import { moduleFile, ROOT } from './root.ts';

interface Step {
  name: string;
  /** Of these parts. */
  for: readonly PartName[];
  /**
   * May resolve to what the tests find in their environment.
   * @throws Error with a sentence that says what to do
   */
  work(programs: Programs): Promise<NodeJS.ProcessEnv | void>;
}

const DOWNLOAD_SECONDS = 180;
const STEPS: readonly Step[] = [
  { name: 'build', for: ['unit', 'system', 'input', 'faults', 'people', 'cost', 'deployment'], work: build },
  { name: 'nats', for: ['unit', 'system', 'input', 'faults', 'people', 'cost'], work: nats },
  { name: 'browser', for: ['unit'], work: browser },
  { name: 'deployment', for: ['deployment'], work: deploymentEnvironment },
];

export async function prepare(programs: Programs, options: Options) {
  const parts: PartResult[] = [];
  const environment: NodeJS.ProcessEnv = {};
  for (const step of STEPS.filter((one) => one.for.some((part) => options.parts.includes(part)))) {
    console.log(`\n=== ${step.name}`);
    const began = performance.now();
    const problem = await step.work(programs).then(
      (found) => void Object.assign(environment, found),
      (error: unknown) => (Error.isError(error) ? error.message : String(error)),
    );
    if (problem !== undefined) console.log(problem);
    const seconds = (performance.now() - began) / 1000;
    parts.push({ name: step.name, seconds, files: [], kept: 0, ...(problem !== undefined && { problem: 'failed' }) });
  }
  return { parts, environment };
}

async function build(programs: Programs): Promise<void> {
  const { succeeded } = await programs.run([join(ROOT, 'tools', 'run.js')]);
  if (!succeeded) throw new Error('Without a build the tests below test what was built before.');
}

/** Fetches nats-server where the machine has none, before tests of several workers need it at once. */
async function nats(): Promise<void> {
  const module = pathToFileURL(join(ROOT, 'tools', 'stack', 'dist', 'nats-binary.js')).href;
  const { findNatsServer } = (await import(module)) as { findNatsServer: (say: typeof console.log) => Promise<string> };
  console.log(await findNatsServer(console.log));
}

/**
 * Fetches a browser where the machine has none: once, and not for ever. Without one, the tests that look at a page are
 * skipped; with `CI` set they fail.
 */
async function browser(programs: Programs): Promise<void> {
  const found = findChromium() ?? (await downloadChromium(programs));
  console.log(found ?? NO_CHROMIUM);
}

async function downloadChromium(programs: Programs): Promise<string | undefined> {
  console.log('There is no Chromium or Chrome on this machine: downloading one (once) ...');
  mkdirSync(CHROMIUM_CACHE, { recursive: true });
  const env = { PLAYWRIGHT_BROWSERS_PATH: CHROMIUM_CACHE, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' };
  const install = [moduleFile('playwright-core', 'cli.js'), 'install', '--only-shell', 'chromium'];
  const { succeeded, output } = await programs.run(install, { env, collect: true, seconds: DOWNLOAD_SECONDS });
  // The first line is the cause, the rest the same once more for each try.
  if (!succeeded) console.log(output.trim().split('\n')[0]);
  return findChromium();
}

/** A sentence where the fault suite can not run at its whole size: it fills a disk and turns clocks. */
export const lackingForFaults = (): string | undefined =>
  process.getuid?.() === 0 && globSync('/usr/lib/*/faketime/libfaketime*.so.1').length > 0
    ? undefined
    : 'The whole fault suite needs root, for a small disk that it fills, and libfaketime (Debian: apt-get install libfaketime), for clocks that it turns.';
