// node tools/test/src/main.ts COMMAND [options]: package.json has the commands, CONTRIBUTING.md the options. Runs on its
// sources, before anything is built.
import { parseOptions, UsageError, type Options } from './options.ts';
import { Programs } from './programs.ts';
import { runTests } from './run-tests.ts';

/** How long a run may take, so that one that hangs comes to an end. */
const HOURS = { ci: 1.4, full: 4, release: 12 };

function optionsOrExit(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

const options = optionsOrExit();
const programs = new Programs(Date.now() + HOURS[options.size] * 3_600_000);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupted());

async function interrupted(): Promise<void> {
  await programs.interrupt();
  programs.removeFolder();
  console.log('\nInterrupted. `--failed` goes on from here.');
  process.exit(130);
}

try {
  process.exitCode = (await runTests(programs, options)) ? 0 : 1;
} finally {
  programs.removeFolder();
}
