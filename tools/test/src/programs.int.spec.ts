import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Programs } from './programs.ts';

let programs: Programs;
afterEach(async () => {
  await programs.endAll();
  programs.removeFolder();
});

/** Starts something that outlives it, the way PostgreSQL, a service and a worker do, and ends. */
const STARTER = `
  const { spawn } = require('node:child_process');
  const { tmpdir } = require('node:os');
  const wait = 'setInterval(() => undefined, 1000)';
  const start = (args, options) => spawn(process.execPath, args, { stdio: 'ignore', ...options }).unref();
  start(['-e', wait, 'same-group'], { env: {} });
  start(['-e', wait, 'known-by-its-folder', tmpdir() + '/data'], { env: {}, detached: true });
  start(['-e', wait, 'known-by-its-environment'], { detached: true });
`;

it('ends what a program left running, whatever became of its parent, and says what it was', async () => {
  programs = new Programs(Date.now() + 30_000);
  expect((await programs.run(['-e', STARTER])).succeeded).toBe(true);
  const ended = (await programs.endAll()).map((command) => /same-group|known-by-its-\w+/.exec(command)?.[0]);
  expect(ended.sort()).toEqual(['known-by-its-environment', 'known-by-its-folder', 'same-group']);
  expect(await programs.endAll()).toEqual([]);
});

it('has a temporary folder of its own, which goes with it', async () => {
  programs = new Programs(Date.now() + 30_000);
  const { output } = await programs.run(['-p', "require('node:os').tmpdir()"], { collect: true });
  expect(output.trim()).toBe(programs.folder);
  writeFileSync(join(programs.folder, 'left'), '');
  programs.removeFolder();
  expect(existsSync(programs.folder)).toBe(false);
});

it('stops what takes too long', async () => {
  programs = new Programs(Date.now() + 30_000);
  expect(await programs.run(['-e', 'setInterval(() => 1, 1000)'], { seconds: 0.2 })).toMatchObject({
    succeeded: false,
  });
});

it('begins and goes on with nothing after an interruption', async () => {
  programs = new Programs(Date.now() + 30_000);
  const events: string[] = [];
  void programs.run(['-e', 'setInterval(() => 1, 1000)']).then(() => events.push('went on'));
  await programs.interrupt();
  void programs.run(['-e', '']).then(() => events.push('began'));
  const other = new Programs(Date.now() + 30_000);
  expect(await other.run(['-e', ''])).toMatchObject({ succeeded: true });
  other.removeFolder();
  expect(events).toEqual([]);
});
