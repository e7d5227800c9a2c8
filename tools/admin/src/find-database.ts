import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdminError } from '@lethe/gateway/admin';

/** `LETHE_GATEWAY_DATABASE_URL`, else what the stack of this checkout wrote down about itself. */
export function findDatabase(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment['LETHE_GATEWAY_DATABASE_URL'];
  if (given) return given;
  const file = join(environment['LETHE_HOME'] ?? join(import.meta.dirname, '..', '..', '..', '.lethe'), 'stack.json');
  const url = databaseIn(file);
  if (url === undefined) throw new AdminError(`There is no running stack (${file}): start it with \`npm start\`, or set LETHE_GATEWAY_DATABASE_URL.`);
  return url;
}

function databaseIn(file: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { databases?: Record<string, string> }).databases?.['gateway'];
  } catch {
    return undefined;
  }
}
