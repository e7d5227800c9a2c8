import type { GdprRequest, Listing } from '@lethe/contracts';
import type { Http } from '../http.ts';
import { pause } from '../pause.ts';

const POLL_MS = 150;
const WITHIN_MS = 120_000;
const PAGE = 50;

interface Waiting {
  promise: Promise<GdprRequest>;
  resolve(request: GdprRequest): void;
  until: number;
}

/** Waits for the end of many requests of one organisation with one call for all of them. */
export class Endings {
  private static readonly ofClients = new WeakMap<Http, Endings>();
  private readonly waiting = new Map<string, Waiting>();
  private polling = false;

  private constructor(private readonly http: Http) {}

  static of(http: Http): Endings {
    const known = this.ofClients.get(http) ?? new Endings(http);
    this.ofClients.set(http, known);
    return known;
  }

  /** The request as it ended, or as it is when it has not for too long. */
  of(id: string): Promise<GdprRequest> {
    // An equal request that is in flight is answered with the same id.
    const known = this.waiting.get(id);
    if (known !== undefined) return known.promise;
    const waiting = { ...Promise.withResolvers<GdprRequest>(), until: Date.now() + WITHIN_MS };
    this.waiting.set(id, waiting);
    if (!this.polling) void this.poll();
    return waiting.promise;
  }

  private async poll(): Promise<void> {
    this.polling = true;
    for (; this.waiting.size > 0; await pause(POLL_MS)) {
      for (const request of await this.newest()) this.settle(request);
    }
    this.polling = false;
  }

  /** The newest, and those that are waited for and older. */
  private async newest(): Promise<GdprRequest[]> {
    const path = `/api/v2/gdpr/requests?pageSize=${PAGE}`;
    const waiting = [...this.waiting.keys()];
    try {
      const { entities } = (await this.http.send<Listing<GdprRequest>>('GET', path)).body;
      const older = waiting.filter((id) => entities.every((request) => request.id !== id));
      return [...entities, ...(await Promise.all(older.map((id) => this.http.request(id))))];
    } catch {
      // Lethe is away for a moment, or busy.
      return [];
    }
  }

  private settle(request: GdprRequest): void {
    const waiting = this.waiting.get(request.id);
    if (waiting === undefined) return;
    if (!['COMPLETED', 'ERROR'].includes(request.status) && Date.now() < waiting.until) return;
    this.waiting.delete(request.id);
    waiting.resolve(request);
  }
}
