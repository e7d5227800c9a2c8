import { setTimeout as pause } from 'node:timers/promises';
import { inArena } from '../cases/arena.ts';
import { percentile } from '../measure/arithmetic.ts';
import { UNMERGED } from '../people/person.ts';
import type { PostResult } from './post-result.ts';

const PER_SECOND = 50;
const CONTACTS_BEFORE = 2_700;
const WARM_UP = 64;

/** GDPR_DELETE by id, at a steady pace: how long the answer takes, while what was asked for before is being done. */
export function benchPost({ calls, signal }: { calls: number; signal: AbortSignal }): Promise<PostResult> {
  return inArena({ signal, contacts: CONTACTS_BEFORE }, async ({ http, population, ended, lethe }) => {
    await lethe.run({ verb: 'erase', people: await population.load(WARM_UP, UNMERGED), atOnce: 8 });
    const people = await population.load(calls, UNMERGED);
    const latencies: number[] = [];
    const requests: string[] = [];
    let unavailable = 0;
    const post = async (contact: string): Promise<void> => {
      const began = performance.now();
      const { status, text } = await http.call('POST', '/api/v2/gdpr/requests?deleteConfirmed=true', {
        requestType: 'GDPR_DELETE',
        subject: { externalContactId: contact },
      });
      if (status === 503) unavailable++;
      else if (status !== 202) throw new Error(`POST answered ${status}`);
      else {
        latencies.push(performance.now() - began);
        requests.push((JSON.parse(text) as { id: string }).id);
      }
    };
    const began = performance.now();
    const posts: Promise<void>[] = [];
    for (const [index, { contacts }] of people.entries()) {
      await pause(Math.max(0, began + (index * 1_000) / PER_SECOND - performance.now()));
      const sent = post(contacts[0]!);
      // Looked at when all are sent.
      sent.catch(() => undefined);
      posts.push(sent);
    }
    await Promise.all(posts);
    await ended.all(requests);
    return {
      perSecond: PER_SECOND,
      calls,
      unavailable,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
    };
  });
}
