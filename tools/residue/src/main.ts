import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommanderError } from 'commander';
import { reasonOf } from './place.ts';
import { createProgram } from './program.ts';
import { UsageError } from './usage-error.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const { describeDeployment } = (await import(
  pathToFileURL(join(ROOT, 'tools', 'stack', 'dist', 'deploy', 'describe.js')).href
)) as { describeDeployment(root: string, engine: string): unknown };

try {
  const surroundings = {
    root: ROOT,
    env: process.env,
    write: (text: string) => process.stdout.write(text),
    describeDeployment: (engine: string) => describeDeployment(ROOT, engine),
  };
  await createProgram(surroundings, (code) => (process.exitCode = code)).parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** No message of another: it may quote what was looked for. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(
    `${error instanceof UsageError || (error as Error).name === 'StackError' ? (error as Error).message : `It failed (${reasonOf(error)}).`}\n`,
  );
  return error instanceof UsageError || (error as Error).name === 'StackError' ? 2 : 3;
}
