// node tools/image.js FOLDER: copies what a container needs out of the built checkout; the Dockerfile takes it from there.
// Services, migrations and the admin tool are bundles, so there is no node_modules but the files that /docs serves.
import { cpSync, globSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fail } from './fail.js';

const ROOT = join(import.meta.dirname, '..');
const PARTS = [
  'package.json',
  'apps/*/package.json',
  'apps/*/bundle',
  'tools/{stack,admin}/package.json',
  'tools/{stack,admin}/bundle/{main,deploy/main}.{js,js.map,contents.json}',
  'node_modules/swagger-ui-dist',
];

const [folder] = process.argv.slice(2);
if (!folder) fail('node tools/image.js FOLDER');
for (const part of globSync(PARTS, { cwd: ROOT }))
  cpSync(join(ROOT, part), join(resolve(folder), part), {
    recursive: true,
    filter: (file) => !part.startsWith('node_modules') || !basename(file).endsWith('.map'),
  });
cpSync(join(ROOT, 'deploy', 'healthcheck.js'), join(resolve(folder), 'healthcheck.js'));
