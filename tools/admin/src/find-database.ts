import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AdminError } from '@lethe/gateway/admin';

/**
 * `LETHE_GATEWAY_DATABASE_URL` or the content of `LETHE_GATEWAY_DATABASE_URL_FILE`, else what the stack of this
 * checkout wrote down about itself.
 */
export function findDatabase(environment: NodeJS.ProcessEnv = process.env): string {
  const given = givenDatabase(environment);
  if (given) return given;
  const { file, stack } = findStack(environment);
  const url = stack?.databases?.['gateway'];
  if (url === undefined)
    throw new AdminError(
      `There is no running stack (${file}): start it with \`npm start\`, or set LETHE_GATEWAY_DATABASE_URL.`,
    );
  return url;
}

interface WrittenStack {
  api?: string;
  databases?: Record<string, string>;
  nats?: string;
  natsSeed?: string;
  clientId?: string;
  clientSecret?: string;
}

/** What the stack of this checkout wrote down about itself, and where; nothing when none has run. */
export function findStack(environment: NodeJS.ProcessEnv = process.env): { file: string; stack?: WrittenStack } {
  // As the stack reads it: a relative path is meant from where npm was called.
  const { LETHE_HOME, INIT_CWD = process.cwd() } = environment;
  const file = join(
    LETHE_HOME ? resolve(INIT_CWD, LETHE_HOME) : join(import.meta.dirname, '..', '..', '..', '.lethe'),
    'stack.json',
  );
  try {
    return { file, stack: JSON.parse(readFileSync(file, 'utf8')) as WrittenStack };
  } catch {
    return { file };
  }
}

function givenDatabase({
  LETHE_GATEWAY_DATABASE_URL: url,
  LETHE_GATEWAY_DATABASE_URL_FILE: file,
}: NodeJS.ProcessEnv): string | undefined {
  if (!file) return url;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new AdminError('LETHE_GATEWAY_DATABASE_URL_FILE names a file that cannot be read.');
  }
}
