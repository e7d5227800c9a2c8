import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ImportError } from '../import-error.ts';

/** What is needed to call the API of a running stack; the rest of stack.json is not read. */
export const Access = z.object({
  /** Without a trailing slash. */
  api: z.string(),
  organisationId: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});
export type Access = z.infer<typeof Access>;

export const NOT_RUNNING = 'Lethe is not running. Start it with npm start.';

/**
 * Reads stack.json of `LETHE_HOME`, else of `.lethe` in the checkout; a relative path is meant from where npm was
 * called.
 * @throws ImportError
 */
export function readAccess(root: string, environment: NodeJS.ProcessEnv): Access {
  const { LETHE_HOME, INIT_CWD = process.cwd() } = environment;
  const home = LETHE_HOME ? resolve(INIT_CWD, LETHE_HOME) : join(root, '.lethe');
  try {
    return Access.parse(JSON.parse(readFileSync(join(home, 'stack.json'), 'utf8')));
  } catch {
    throw new ImportError(NOT_RUNNING);
  }
}
