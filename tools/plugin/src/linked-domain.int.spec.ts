import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import { domain } from '../generators/domain/generator.cjs';

/** What a generated domain imports, here as packages of the workspace: no registry is asked. */
const NEEDED = ['@lethe/domain-kit', '@lethe/persistence', '@lethe/testing', 'typeorm', 'uuid'];
const { devDependencies } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

/** A workspace of npm with nothing in it but what a domain needs. */
describe('nx g @lethe/plugin:domain in a workspace', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lethe-workspace-')));
  const write = (path: string, content: object) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(content));
  };
  const lock = () =>
    (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> })
      .packages;

  beforeAll(() => {
    write('package.json', { name: 'workspace', private: true, workspaces: ['apps/*', 'libs/*'] });
    write('package-lock.json', { name: 'workspace', lockfileVersion: 3, requires: true, packages: {} });
    write('.prettierrc.json', { printWidth: 120, singleQuote: true });
    for (const name of NEEDED) {
      const wanted = devDependencies[name]!;
      write(`libs/${name.replace('@lethe/', '')}/package.json`, { name, version: wanted === '*' ? '0.1.0' : wanted });
    }
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('formats it, links the new package and enters it in the lock file, without a step by hand', async () => {
    const tree = new FsTree(root, false);
    const done = await domain(tree, { name: 'visits' });
    flushChanges(root, tree.listChanges());
    expect(existsSync(join(root, 'node_modules', '@lethe', 'visits'))).toBe(false);
    await done();
    expect(realpathSync(join(root, 'node_modules', '@lethe', 'visits'))).toBe(join(root, 'apps', 'visits'));
    expect(lock()['node_modules/@lethe/visits']).toEqual({ resolved: 'apps/visits', link: true });
    const prettier = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'prettier', 'bin', 'prettier.cjs');
    execFileSync(process.execPath, [prettier, '--check', 'apps'], { cwd: root });
    expect(lock()['apps/visits']).toMatchObject({ name: '@lethe/visits' });
  }, 60_000);
});
