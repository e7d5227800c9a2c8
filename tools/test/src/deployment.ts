import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.ts';

const FOLDER = join(ROOT, '.lethe-deployment');

/**
 * npm run test:deployment tests what runs already. Without LETHE_API that is what `docker compose up` started from this
 * checkout (LETHE_ENGINE names another engine): its stack.json, for the tests to read. With LETHE_API it is that API, as
 * far as a client (LETHE_CLIENT_ID, LETHE_CLIENT_SECRET) can tell.
 */
export async function deploymentEnvironment(): Promise<NodeJS.ProcessEnv> {
  if (process.env['LETHE_API']) return {};
  const module = pathToFileURL(join(ROOT, 'tools', 'stack', 'dist', 'deploy', 'describe.js')).href;
  const { describeDeployment } = (await import(module)) as {
    describeDeployment(root: string, engine: string): { api: string };
  };
  const description = describeDeployment(ROOT, process.env['LETHE_ENGINE'] ?? 'docker');
  const file = join(FOLDER, 'stack.json');
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
  return { LETHE_API: description.api, LETHE_STACK_FILE: file };
}
