import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onceInRun, runFolder } from './once-in-run.ts';

const PROGRAM = `
  import setup from ${JSON.stringify(join(__dirname, 'setup.ts'))};
  setup();
  console.log(process.env.LETHE_TEST_RUN);
  setInterval(() => undefined, 1_000);
`;

it('ends the servers that are left and removes what was written when the tests are killed', async () => {
  const tests = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [folder] = (await once(createInterface(tests.stdout), 'line')) as [string];
  // One that ends when it is told to, and one that has to be made to.
  const servers = ['exec sleep 600', `trap '' QUIT; while true; do sleep 1; done`].map((script) =>
    spawn('sh', ['-c', script], { stdio: 'ignore' }),
  );
  for (const { pid } of servers) writeFileSync(join(folder, 'servers', String(pid)), '');
  mkdirSync(join(folder, 'postgres', 'data'), { recursive: true });
  const ended = servers.map((server) => once(server, 'exit'));
  tests.kill('SIGKILL');
  expect((await Promise.all(ended)).map(([, signal]) => signal)).toEqual(['SIGQUIT', 'SIGKILL']);
  while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
}, 180_000);

it('makes once what all files of a run share, and again what failed', async () => {
  let made = 0;
  const fails = () => Promise.reject(new Error('no'));
  await expect(onceInRun('made-for-a-test', fails)).rejects.toThrow('no');
  const make = () => Promise.resolve(String(++made));
  expect(await Promise.all([1, 2, 3].map(() => onceInRun('made-for-a-test', make)))).toEqual(['1', '1', '1']);
  expect(existsSync(join(runFolder(), 'made-for-a-test.lock'))).toBe(false);
});
