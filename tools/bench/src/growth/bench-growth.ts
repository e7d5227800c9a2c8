import { inArena, type Arena } from '../cases/arena.ts';
import { median } from '../measure/arithmetic.ts';
import { costOf } from '../measure/counters.ts';
import { CONTACT, MERGED } from '../people/person.ts';
import type { GrowthResult, Size } from './growth-result.ts';

const FEW_CONTACTS = 2_700;
const SEARCHES = 1_000;
const ERASURES = 40;
const ROUNDS = 3;

/** Erasures after few and after many earlier requests, and searches among more and more contacts. */
export function benchGrowth({
  requests,
  contacts,
  signal,
}: {
  requests: number;
  contacts: readonly number[];
  signal: AbortSignal;
}): Promise<GrowthResult> {
  return inArena({ signal, contacts: FEW_CONTACTS }, async (arena) => {
    await erasures(arena, ERASURES);
    const deletes = [await deleting(arena)];
    while ((await countRequests(arena)) < requests) {
      // The rival's requests are rows as Lethe's, and are there sooner.
      const people = await arena.population.load(500, MERGED);
      await arena.rival.run({ verb: 'erase', people, atOnce: 16 });
    }
    await arena.population.analyze();
    await erasures(arena, ERASURES);
    deletes.push(await deleting(arena));
    const searches: Size[] = [];
    let stored = FEW_CONTACTS;
    for (const count of [FEW_CONTACTS, ...contacts]) {
      await arena.population.load(Math.max(0, count - stored), CONTACT);
      stored = Math.max(stored, count);
      await arena.population.analyze();
      searches.push(await searching(arena, count));
      console.log(`${count} contacts: a search takes ${searches.at(-1)!.p50.toFixed(1)} ms`);
    }
    return { deletes, searches };
  });
}

async function countRequests({ stack }: Arena): Promise<number> {
  const session = await stack.session('lethe_aggregator');
  return (await session.query<{ n: number }>('select count(*)::int as n from gdpr_request')).rows[0]!.n;
}

const erasures = async ({ population, lethe }: Arena, count: number) =>
  lethe.run({ verb: 'erase', people: await population.load(count, MERGED), atOnce: 1 });

async function deleting(arena: Arena): Promise<Size> {
  const count = await countRequests(arena);
  const size = await measured(arena, async () => {
    const people = await arena.population.load(ERASURES, MERGED);
    return () => arena.lethe.run({ verb: 'erase', people, atOnce: 1 });
  });
  console.log(`${count} earlier requests: an erasure takes ${size.p50.toFixed(0)} ms`);
  return { count, ...size };
}

async function searching(arena: Arena, count: number): Promise<Size> {
  // Of all that are there, not the newest alone.
  const people = await arena.population.load(100, CONTACT);
  const asked = Array.from({ length: SEARCHES }, (_, index) => people[index % people.length]!);
  const search = () => arena.lethe.run({ verb: 'search', people: asked, atOnce: 1 });
  await search();
  return { count, ...(await measured(arena, () => Promise.resolve(search))) };
}

/** Medians of a few rounds. */
async function measured(
  { stack }: Arena,
  prepare: () => Promise<() => Promise<{ latencies: number[] }>>,
): Promise<Omit<Size, 'count'>> {
  const latencies: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const work = await prepare();
    let done = 0;
    const cost = await costOf(stack, async () => {
      const ran = await work();
      latencies.push(...ran.latencies);
      done = ran.latencies.length;
    });
    cpu.push(Object.values(cost.cpu).reduce((sum, ms) => sum + ms, 0) / done);
  }
  return { p50: median(latencies), cpu: median(cpu) };
}
