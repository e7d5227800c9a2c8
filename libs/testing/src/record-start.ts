import { appendFileSync } from 'node:fs';

/**
 * Starts something that costs time (`what`: PostgreSQL, NATS, stack, service) and, in a run of the tests, notes how
 * much: the run sums up what was spent on starting things.
 */
export async function recordStart<T>(what: string, start: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const started = await start();
  const { LETHE_TEST_STARTS: file } = process.env;
  if (file) appendFileSync(file, `${JSON.stringify({ what, ms: Math.round(performance.now() - began) })}\n`);
  return started;
}
