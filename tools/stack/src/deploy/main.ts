// node tools/stack/bundle/deploy/main.js: the one-shot service `migrate` of docker-compose.yml.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDatabases } from './prepare-databases.ts';
import type { DeploymentDatabases } from './deployment-files.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

try {
  const file = process.env.LETHE_DATABASES_FILE ?? '';
  const services = await prepareDatabases(JSON.parse(readFileSync(file, 'utf8')) as DeploymentDatabases, {
    root: ROOT,
  });
  console.log(`Databases and schemas are up to date: ${services.join(', ')}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
