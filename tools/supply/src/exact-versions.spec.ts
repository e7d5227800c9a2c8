import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..', '..');
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides'] as const;

type Manifest = Partial<Record<(typeof SECTIONS)[number], Record<string, string>>>;

const manifests = ['package.json', ...globSync('{apps,libs,tools}/*/package.json', { cwd: ROOT })];

/**
 * `file: name@range` of everything that may change without a commit; a package of this repository is always the one
 * beside it.
 */
function loose(file: string): string[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Manifest;
  return SECTIONS.flatMap((section) => Object.entries(manifest[section] ?? {}))
    .filter(([name, version]) => !EXACT.test(version) && !(name.startsWith('@lethe/') && version === '*'))
    .map(([name, version]) => `${file}: ${name}@${version}`);
}

it('every dependency has one exact version', () => {
  expect(manifests.length).toBeGreaterThan(15);
  expect(manifests.flatMap(loose)).toEqual([]);
});

it('no two projects declare different versions of a package', () => {
  const declared = manifests.flatMap((file) => {
    const manifest = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Manifest;
    return SECTIONS.flatMap((section) => Object.entries(manifest[section] ?? {}));
  });
  const versions = Map.groupBy(new Set(declared.map((entry) => entry.join('@'))), (entry) =>
    entry.slice(0, entry.lastIndexOf('@')),
  );
  expect([...versions.values()].filter(({ length }) => length > 1)).toEqual([]);
});

it('the lock file gives every package an integrity and none an address', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { link?: boolean; integrity?: string; resolved?: string; inBundle?: boolean }>;
  };
  const fetched = Object.entries(packages).filter(
    ([path, { link, inBundle }]) => path.includes('node_modules/') && !link && !inBundle,
  );
  expect(fetched.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  expect(fetched.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});
