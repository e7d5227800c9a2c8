import { setImmediate, setTimeout } from 'node:timers/promises';

interface Waiting<In, Out> {
  item: In;
  resolve(out: Out): void;
  reject(error: unknown): void;
}

/** Seeds that are at work. */
export interface Crowd {
  size: number;
}

/** How long a call waits for others to come along: a statement on many rows costs little more than one on a few. */
const GATHER_MS = 25;

/**
 * Does in one go what many ask for within a moment: what is asked while one go runs is the next. `run` answers item by
 * item, in order.
 */
export function merged<In, Out>(
  crowd: Crowd,
  run: (items: In[]) => Promise<Out[]>,
  most: number,
): (item: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let running = false;
  const drain = async () => {
    running = true;
    while (waiting.length > 0) {
      // One alone waits only for what it asks for itself in this turn of the event loop.
      if (crowd.size > 1 && waiting.length < most) await setTimeout(GATHER_MS);
      else await setImmediate();
      const batch = waiting.splice(0, most);
      await run(batch.map(({ item }) => item)).then(
        (outs) => batch.forEach(({ resolve }, i) => resolve(outs[i]!)),
        (error: unknown) => batch.forEach(({ reject }) => reject(error)),
      );
    }
    running = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void drain();
    });
}
