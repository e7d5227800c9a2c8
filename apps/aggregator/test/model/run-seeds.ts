import fc from 'fast-check';
import { commands, firstRequests } from './commands.ts';
import { Expected } from './expected.ts';
import { close, compare, type Real } from './steps.ts';
import type { ModelSystem } from './system.ts';

export interface Effort {
  /** Seeds that run at the same time, so that the statements have many rows to work on. */
  atOnce: number;
  /** The longest that a failure is shrunk for. */
  shrinkMs: number;
}

const ALL: Effort = { atOnce: 1_000, shrinkMs: 30_000 };

/** Runs every seed from `first` on. Returns what to print of the first that failed: seed, shrunk trace, reason. */
export async function runSeeds(
  system: ModelSystem,
  first: number,
  count: number,
  { atOnce, shrinkMs } = ALL,
): Promise<{ ran: number; failure?: string }> {
  const failed: { seed: number; error: unknown }[] = [];
  let next = first;
  let ran = 0;
  const work = async () => {
    system.crowd.size++;
    while (next < first + count && failed.length === 0) {
      const seed = next++;
      const { failed: fails, errorInstance: error } = await fc.check(propertyOf(system), {
        seed,
        numRuns: 1,
        endOnFailure: true,
      });
      if (fails) failed.push({ seed, error });
      ran++;
    }
    system.crowd.size--;
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return { ran, ...(failed.length > 0 && { failure: await shrunk(system, failed, shrinkMs) }) };
}

/**
 * Failures that are tried again: of one that two connections decided by chance there may be nothing to see the next
 * time.
 */
const MOST_TRIED = 20;

/**
 * One seed is one trace. When one fails all others end, and fast-check shrinks one that fails again with the database
 * for itself.
 */
async function shrunk(
  system: ModelSystem,
  failed: { seed: number; error: unknown }[],
  shrinkMs: number,
): Promise<string> {
  for (const { seed } of failed.slice(0, MOST_TRIED)) {
    const details = await fc.check(propertyOf(system), { seed, numRuns: 1, interruptAfterTimeLimit: shrinkMs });
    if (details.failed)
      return `seed ${seed}: ${String(details.errorInstance)}\n${await fc.asyncDefaultReportMessage(details)}`;
  }
  const [{ seed, error }] = failed as [(typeof failed)[0]];
  return `seed ${seed}: ${String(error)}\nIt did not fail again: what two connections did at the same time decided.`;
}

const propertyOf = (system: ModelSystem) =>
  fc.asyncProperty(firstRequests, commands, fc.scheduler(), fc.boolean(), async (first, steps, scheduler, needy) => {
    const real: Real = { system, lane: system.lane(needy), scheduler, errors: [], claims: [] };
    const model = new Expected();
    for (const create of first) await create.run(model, real);
    await fc.scheduledModelRun(scheduler, () => ({ model, real }), steps);
    await compare(model, real);
    await close(model, real);
    await compare(model, real, true);
  });
