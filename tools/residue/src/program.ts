import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { findResidue } from './find-residue.ts';
import { exitCodeOf, printReport } from './print-report.ts';
import { describedBy, readStack } from './read-stack.ts';
import type { Searched } from './searched.ts';
import { readTerms } from './terms/read-terms.ts';
import { UsageError } from './usage-error.ts';

export interface Surroundings {
  /** The checkout. */
  root: string;
  env: NodeJS.ProcessEnv;
  write(text: string): unknown;
  /** Describes what `docker compose up` started from this checkout. */
  describeDeployment(engine: string): unknown;
}

interface Options {
  terms: string;
  stack?: string;
  containers?: boolean;
  raw?: boolean;
  json?: boolean;
}

const CODES = `
Exit code 0: nothing was found. 1: something was found. 2: the call was wrong. 3: nothing was found, but not everything could be read.
The stack is that of LETHE_HOME (default .lethe); LETHE_STORAGE_S3_* name the bucket of one that keeps its files there.`;

/** The tool as a command; `done` gets its exit code. */
export function createProgram(surroundings: Surroundings, done: (code: number) => void): Command {
  return new Command('residue')
    .description(
      'Looks for given terms in everything that a stack keeps: databases, logs, archives, stored files, processes.',
    )
    .requiredOption('--terms <file>', 'what to look for: one term a line, or a JSON array')
    .option('--stack <file>', 'stack.json of the stack to search')
    .option(
      '--containers',
      'search what `docker compose up` started from this checkout (LETHE_ENGINE names another engine)',
    )
    .option('--raw', "read PostgreSQL's files byte by byte as well: they keep deleted rows until they are overwritten")
    .option('--json', 'print JSON')
    .addHelpText('after', CODES)
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
    .action(async (options: Options) => {
      const terms = readTerms(readFile(pathOf(options.terms, surroundings.env)));
      const report = await findResidue(searchedBy(options, surroundings), terms, { raw: options.raw });
      surroundings.write(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
      done(exitCodeOf(report));
    });
}

function searchedBy({ stack, containers }: Options, { root, env, describeDeployment }: Surroundings): Searched {
  if (containers === true) return describedBy(describeDeployment(env['LETHE_ENGINE'] ?? 'docker'), root, env);
  const home = env['LETHE_HOME'] ? pathOf(env['LETHE_HOME'], env) : join(root, '.lethe');
  return readStack(stack === undefined ? join(home, 'stack.json') : pathOf(stack, env), env);
}

/** A relative path is meant from where npm was called. */
const pathOf = (path: string, { INIT_CWD = process.cwd() }: NodeJS.ProcessEnv): string => resolve(INIT_CWD, path);

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`The terms can not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}
