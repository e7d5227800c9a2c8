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

const ALL: Effort = { atOnce: 400, shrinkMs: 30_000 };

/** Runs every seed from `first` on. Returns what to print of the first that failed: seed, shrunk trace, reason. */
export async function runSeeds(system: ModelSystem, first: number, count: number, { atOnce, shrinkMs } = ALL): Promise<{ ran: number; failure?: string }> {
  const failed: { seed: number; error: unknown }[] = [];
  let next = first;
  let ran = 0;
  const work = async () => {
    while (next < first + count && failed.length === 0) {
      const seed = next++;
      const { failed: fails, errorInstance: error } = await fc.check(propertyOf(system), { seed, numRuns: 1, endOnFailure: true });
      if (fails) failed.push({ seed, error });
      ran++;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return { ran, ...(failed.length > 0 && { failure: await shrunk(system, failed[0]!, shrinkMs) }) };
}

/** One seed is one trace. Of the first that fails all others stop, and fast-check shrinks it with the database for itself. */
async function shrunk(system: ModelSystem, { seed, error }: { seed: number; error: unknown }, shrinkMs: number): Promise<string> {
  const details = await fc.check(propertyOf(system), { seed, numRuns: 1, interruptAfterTimeLimit: shrinkMs });
  if (!details.failed) return `seed ${seed}: ${String(error)}\nIt did not fail again: what two connections did at the same time decided.`;
  return `seed ${seed}: ${String(details.errorInstance)}\n${await fc.asyncDefaultReportMessage(details)}`;
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
