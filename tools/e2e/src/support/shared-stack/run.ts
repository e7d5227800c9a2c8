import { rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { startStack } from '@lethe/stack';
import { GENEROUS } from '../limits.ts';

// The one stack of a run of the system tests, as a program: `node run.ts HOME FAILURE`. It stops in order, and forgets
// its data, when its stdin ends: also when whoever started it was killed.
const [home = '', failure = ''] = process.argv.slice(2);
const stopping = new AbortController();
process.stdin.once('close', () => stopping.abort(new Error('nobody needs it any more'))).resume();
try {
  const env = { PATH: process.env['PATH'], ...GENEROUS };
  const stack = await startStack({ home, port: 0, env, demoPeople: false, signal: stopping.signal });
  if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
  await stack.stop();
} catch (error) {
  if (!stopping.signal.aborted) {
    writeFileSync(failure, String((error as Error).message));
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
  }
} finally {
  rmSync(dirname(home), { recursive: true, force: true });
}
process.exit(0);
