import type { Arm } from './arms.ts';
import type { World } from './world.ts';

/**
 * Leads to a failpoint, and looks whether everything came out as it should although a process was ended there. Resolves
 * with whether it was reached.
 */
export type Workload = (world: World, arm: Arm) => Promise<boolean>;

/** What nobody has to do anything for happens at least every 10 s. */
const REACHED_SECONDS = 30;
const EVER_SECONDS = 600;

/**
 * Does the work while a failpoint is waited for: once the work is done, it is reached within moments or not at all. The
 * process that was ended runs again when this resolves.
 */
export async function whileReaching(arm: Arm, work: () => Promise<void>, afterSeconds = 3): Promise<boolean> {
  const working = new AbortController();
  const reviving = arm.taken(EVER_SECONDS, working.signal).then((taken) => (taken ? arm.revived() : undefined));
  try {
    await work();
    return await arm.taken(afterSeconds);
  } finally {
    arm.disarm();
    working.abort();
    await reviving;
  }
}

/** What happens without anybody's doing. */
export const patience: Workload = (_world, arm) => whileReaching(arm, async () => undefined, REACHED_SECONDS);
