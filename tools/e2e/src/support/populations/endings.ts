import pg from 'pg';
import { pause } from '../pause.ts';
import type { SystemDescription } from '../system.ts';

const POLL_MS = 100;
const WITHIN_MS = 300_000;

/**
 * Waits for the end of the requests of all populations with one statement for all: a call for each would cost as much
 * as the requests.
 */
export class Endings {
  private readonly waiting = new Map<string, PromiseWithResolvers<void> & { until: number }>();
  private readonly pool: pg.Pool;
  private polling = false;

  constructor({ databases }: Pick<SystemDescription, 'databases'>) {
    const url = new URL(databases.admin);
    url.pathname = new URL(databases['aggregator']!).pathname;
    this.pool = new pg.Pool({ connectionString: url.href, max: 1 });
    // A stack may be stopped before this.
    this.pool.on('error', () => undefined);
  }

  /** Resolves when the request has ended, or has not for too long. */
  of(id: string): Promise<void> {
    // An equal request that is in flight is answered with the same id.
    const known = this.waiting.get(id);
    if (known !== undefined) return known.promise;
    const waiting = { ...Promise.withResolvers<void>(), until: Date.now() + WITHIN_MS };
    this.waiting.set(id, waiting);
    if (!this.polling) void this.poll();
    return waiting.promise;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async poll(): Promise<void> {
    this.polling = true;
    for (; this.waiting.size > 0; await pause(POLL_MS)) {
      const late = [...this.waiting].filter(([, { until }]) => Date.now() > until).map(([id]) => id);
      for (const id of [...late, ...(await this.ended())]) {
        this.waiting.get(id)?.resolve();
        this.waiting.delete(id);
      }
    }
    this.polling = false;
  }

  private async ended(): Promise<string[]> {
    const { rows } = await this.pool
      .query<{ id: string }>(
        `select id from gdpr_request where id = any($1::uuid[]) and status in ('COMPLETED', 'ERROR')`,
        [[...this.waiting.keys()]],
      )
      // Busy: the next look will tell.
      .catch(() => ({ rows: [] }));
    return rows.map(({ id }) => id);
  }
}
