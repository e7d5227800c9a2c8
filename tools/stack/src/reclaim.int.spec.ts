import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fakeCheckout } from '../test/fake-apps.ts';
import { startOf } from './process-record.ts';
import { startStack } from './start-stack.ts';
import { folderWith } from './temp-folder.ts';
import type { StackDescription } from './stack-file.ts';

describe('a start after a start that was killed', () => {
  let root: string;
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('ends what was left behind, and only that, and keeps the data', async () => {
    root = folderWith(fakeCheckout());
    const home = `${root}/home`;
    const options = { root, home, port: 0, env: { PATH: process.env.PATH } };
    const killed = spawn(process.execPath, ['--input-type=module', '-e', script(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await Promise.race([once(killed.stdout, 'data'), once(killed, 'exit')]);
    const before = JSON.parse(readFileSync(`${home}/stack.json`, 'utf8')) as StackDescription;
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    for (const { pid } of before.services) expect(startOf(pid)).toBeDefined();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });

    const lines: string[] = [];
    const stack = await startStack({ ...options, say: (line) => lines.push(line) });
    for (const { pid } of before.services) expect(startOf(pid)).toBeUndefined();
    expect(lines[0]).toMatch(/^Ended what an earlier start left behind: /);
    expect(startOf(stranger.pid ?? 0)).toBeDefined();
    expect(stack.description.clientSecret).toBe(before.clientSecret);
    await stack.stop();
    stranger.kill();
    expect(existsSync(`${home}/supervisor.lock`)).toBe(false);
  });
});

const script = (options: object): string => `
  import { startStack } from ${JSON.stringify(join(import.meta.dirname, '..', 'dist', 'index.js'))};
  await startStack(${JSON.stringify(options)});
  console.log('ready');
`;
