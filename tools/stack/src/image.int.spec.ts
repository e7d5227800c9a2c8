import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { discoverServices, domainsOf } from './discover.ts';
import { startStack, type Stack } from './start-stack.ts';
import { folderWith } from './temp-folder.ts';

const ROOT = join(__dirname, '..', '..', '..');

/** Outside the checkout: what a bundle does not hold is not found in its node_modules either. */
describe('what an image holds', () => {
  let stack: Stack;
  beforeAll(async () => {
    const root = folderWith();
    execFileSync(process.execPath, [join(ROOT, 'tools', 'image.js'), root], { stdio: 'pipe' });
    expect(existsSync(join(root, 'node_modules', 'pg'))).toBe(false);
    stack = await startStack({ home: folderWith(), root, port: 0, env: { PATH: process.env.PATH }, demoPeople: false });
  }, 60_000);
  afterAll(() => stack?.stop());

  it('is enough for every service', async () => {
    const answer = await fetch(`${stack.description.api}/readyz`);
    const { domains } = (await answer.json()) as { domains: { name: string; available: boolean }[] };
    expect(answer.status).toBe(200);
    expect(domains.filter(({ available }) => available).map(({ name }) => name)).toEqual(
      domainsOf(discoverServices(ROOT)),
    );
  });

  it.each(['/docs', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/openapi.json'])(
    'is enough for %s',
    async (path) => {
      const answer = await fetch(stack.description.api + path);
      expect([answer.status, (await answer.arrayBuffer()).byteLength > 1_000]).toEqual([200, true]);
    },
  );
});
