import { setTimeout as pause } from 'node:timers/promises';
import { inArena } from '../cases/arena.ts';
import { memoryOf } from '../measure/memory.ts';
import { MERGED } from '../people/person.ts';
import type { MemoryResult } from './memory-result.ts';

/** What is started leaves garbage, and connections that nobody needs are closed. */
const QUIET_MS = 25_000;
const ERASED = 200;
const EXPORTED = 100;
const SEARCHES = 5_000;

/** What a stack holds when nothing has been asked of it, and right after a load of all kinds. */
export function benchMemory({ signal }: { signal: AbortSignal }): Promise<MemoryResult> {
  return inArena({ signal, contacts: 0 }, async ({ stack, population, lethe }) => {
    await pause(QUIET_MS);
    const idle = memoryOf(stack.processes, stack.ownSessions);
    const people = await population.load(EXPORTED, MERGED);
    await lethe.run({
      verb: 'search',
      people: Array.from({ length: SEARCHES }, (_, index) => people[index % people.length]!),
      atOnce: 50,
    });
    await lethe.run({ verb: 'export', people, atOnce: 8 });
    await lethe.run({ verb: 'erase', people: await population.load(ERASED, MERGED), atOnce: 32 });
    return { idle, loaded: memoryOf(stack.processes, stack.ownSessions) };
  });
}
