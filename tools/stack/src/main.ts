import { join } from 'node:path';
import { banner } from './banner.ts';
import { makeSecrets } from './deploy/make-secrets.ts';
import { chooseHome } from './home.ts';
import { isAlive, recordOf, type ProcessRecord } from './process-record.ts';
import { killLeftovers } from './reclaim.ts';
import { reset } from './reset.ts';
import { StackError } from './stack-error.ts';
import { startStack } from './start-stack.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PARENT_CHECK_MS = 300;
const SAME_SIGNAL_MS = 1_000;

const home = chooseHome(ROOT, process.env);
const say = (line: string): void => console.log(line);
// Whoever read our output may be gone before us: that is no reason to leave the services behind.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  const [command, argument] = process.argv.slice(2);
  if (command === 'reset') say(await reset(home));
  else if (command === 'secrets') say(makeSecrets({ root: ROOT, rotate: rotated(argument) }));
  else await run();
} catch (error) {
  console.error(`\n${error instanceof StackError ? error.message : String((error as Error).stack)}`);
  process.exit(1);
}

/** `npm run secrets -- --rotate=<service>` */
function rotated(argument: string | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (argument.startsWith('--rotate=')) return argument.slice('--rotate='.length);
  throw new StackError(`${argument}: the only option is --rotate=<service>.`);
}

async function run(): Promise<void> {
  const parent = npmInFront();
  const stopping = untilStopped(parent);
  say(`Starting Lethe in ${home.path} ...`);
  const stack = await startStack({ signal: stopping.signal, say, parent }).catch(endIfStopped);
  say(banner(stack.description, stack.file));
  if (!stopping.signal.aborted)
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
  say('\nStopping ...');
  await stack.stop();
  say('Stopped.');
  process.exit(0);

  /** A start that was interrupted has already stopped what it had started. */
  function endIfStopped(error: unknown): never {
    if (!stopping.signal.aborted) throw error;
    say('Stopped.');
    process.exit(0);
  }
}

/** npm that was killed with SIGKILL tells nobody; our parent changes. Without npm there is nobody to watch. */
function npmInFront(): ProcessRecord | undefined {
  return process.env.npm_lifecycle_event === undefined ? undefined : recordOf('npm', process.ppid);
}

/**
 * The first signal stops everything in order, a later one at once: Ctrl-C comes twice, from the terminal and through
 * npm.
 */
function untilStopped(parent: ProcessRecord | undefined): AbortController {
  const stopping = new AbortController();
  let first = 0;
  const stop = (): void => {
    if (stopping.signal.aborted) {
      if (Date.now() - first < SAME_SIGNAL_MS) return;
      killLeftovers(home);
      process.exit(1);
    }
    first = Date.now();
    stopping.abort(new StackError('Stopped.'));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  setInterval(() => {
    if (parent && !stopping.signal.aborted && !isAlive(parent)) stop();
  }, PARENT_CHECK_MS);
  process.on('uncaughtException', (error) => {
    console.error(error);
    killLeftovers(home);
    process.exit(1);
  });
  return stopping;
}
