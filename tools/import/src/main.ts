import { join } from 'node:path';
import { ImportError } from './import-error.ts';
import { run } from './run.ts';

try {
  const { stdout, stderr, env } = process;
  process.exitCode = await run(process.argv.slice(2), {
    root: join(import.meta.dirname, '..', '..', '..'),
    env,
    stdout,
    stderr,
  });
} catch (error) {
  console.error(error instanceof ImportError ? error.message : error);
  process.exitCode = 1;
}
