import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { folder } from './folder.ts';

const ROOT = join(__dirname, '..', '..', '..', '..');
const MODULES = join(ROOT, 'node_modules');

/**
 * Built text → what stands there instead; a text that does not occur is an error, so that an alteration can not be void
 * without notice.
 */
export interface Alteration {
  /** Built file below the root, such as `libs/domain-kit/dist/inbox.js`. */
  file: string;
  find: string | RegExp;
  replace: string;
}

/**
 * A copy of what is built, with some of it changed and the services bundled again: the product with a guard taken out (a
 * suite that stays green then proves nothing), or a next version of it. `startStack({ root })` runs it. Remove the
 * folder when done.
 */
export function alteredRoot(alterations: readonly Alteration[], added: Readonly<Record<string, string>> = {}): string {
  const root = join(folder(), 'altered');
  for (const group of ['apps', 'libs', 'tools'])
    for (const name of readdirSync(join(ROOT, group))) copyBuilt(root, join(group, name));
  for (const file of ['package.json']) cpSync(join(ROOT, file), join(root, file));
  linkModules(root);
  for (const alteration of alterations) alter(root, alteration);
  for (const [file, content] of Object.entries(added)) writeFileSync(join(root, file), content);
  bundleAgain(root, [...alterations.map(({ file }) => file), ...Object.keys(added)]);
  return root;
}

function copyBuilt(root: string, project: string): void {
  if (!existsSync(join(ROOT, project, 'package.json'))) return;
  mkdirSync(join(root, project), { recursive: true });
  cpSync(join(ROOT, project, 'package.json'), join(root, project, 'package.json'));
  for (const built of ['dist', 'bundle'])
    if (existsSync(join(ROOT, project, built)))
      cpSync(join(ROOT, project, built), join(root, project, built), { recursive: true });
}

/** What is altered in a service is in its own programs only, what is altered in a library may be in all. */
function bundleAgain(root: string, files: readonly string[]): void {
  const services = new Set(files.map((file) => /^apps\/[^/]+/.exec(file)?.[0] ?? 'apps/*'));
  const programs = new Set(
    [...services].flatMap((service) => globSync(`${service}/dist/{main,migrations/index}.js`, { cwd: root })),
  );
  execFileSync(process.execPath, [join(ROOT, 'tools', 'bundle.js'), ...programs], { cwd: root, stdio: 'pipe' });
}

/** Ours point into the copy, everybody else's where they are. */
function linkModules(root: string): void {
  const modules = join(root, 'node_modules');
  mkdirSync(join(modules, '@lethe'), { recursive: true });
  for (const name of readdirSync(MODULES).filter((entry) => entry !== '@lethe'))
    symlinkSync(join(MODULES, name), join(modules, name));
  for (const name of readdirSync(join(MODULES, '@lethe'))) {
    const link = join(MODULES, '@lethe', name);
    const target = lstatSync(link).isSymbolicLink() ? realpathSync(link) : link;
    symlinkSync(join(root, target.slice(realpathSync(ROOT).length)), join(modules, '@lethe', name));
  }
}

function alter(root: string, { file, find, replace }: Alteration): void {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(find, replace);
  if (after === before)
    throw new Error(`${file} does not contain ${String(find)}: the alteration would change nothing.`);
  writeFileSync(path, after);
}

export const removeRoot = (root: string): void => rmSync(join(root, '..'), { recursive: true, force: true });
