import type { GdprRequest } from '@lethe/contracts';
import { query } from '../../support/databases.ts';
import { Http } from '../../support/http.ts';
import { pause } from '../../support/pause.ts';
import type { FaultStack } from './fault-stack.ts';
import { populate, swap, type Person, type RequestType } from './population.ts';

export interface Accepted {
  id: string;
  /** `performance.now()` of the answer. */
  at: number;
  person: Person;
}

/** Requests that may be open at once: faults are to meet a working system, not a queue. */
export const MOST_OPEN = 60;
const POSTERS = 6;
const PATIENCE_MS = 120_000;

/** Makes one request for each person, as a client that lives through every fault would, and keeps what was accepted. */
export class Ledger {
  readonly accepted: Accepted[] = [];
  private open = 0;

  private constructor(
    readonly stack: FaultStack,
    private readonly clients: readonly Http[],
    /** The people whom nobody asks about among them. */
    readonly population: readonly Person[],
    /** `earlier`: ids of requests that others made on this stack before, which this one does not answer for. */
    private readonly own: { earlier: ReadonlySet<string>; mostOpen: number },
  ) {}

  get http(): Http {
    return this.clients[0]!;
  }

  get earlier(): ReadonlySet<string> {
    return this.own.earlier;
  }

  static async create(
    stack: FaultStack,
    {
      mostOpen = MOST_OPEN,
      ...size
    }: { people: number; bystanders?: number; types?: readonly RequestType[]; mostOpen?: number },
  ): Promise<Ledger> {
    const clients = await Promise.all(
      stack.apis.map((api) => Http.login({ description: { ...stack.description, api } })),
    );
    const population = await populate(stack, clients[0]!, { bystanders: 20, ...size });
    const earlier = await query<{ id: string }>(stack, 'aggregator', 'select id from gdpr_request');
    return new Ledger(stack, clients, population, { earlier: new Set(earlier.map(({ id }) => id)), mostOpen });
  }

  /** Asks for everybody who is to be asked for, or for some of them; resolves when all of it was accepted. */
  async postAll(people = this.population.filter(({ type }) => type !== undefined), pauseMs = 0): Promise<void> {
    const queue = people.values();
    const ending = new AbortController();
    const counting = this.countOpen(ending.signal);
    try {
      await Promise.all(
        Array.from({ length: Math.min(POSTERS, this.own.mostOpen / 2) }, async () => {
          for (const person of queue) {
            while (this.open >= this.own.mostOpen) await pause(50);
            await this.post(person);
            if (pauseMs > 0) await pause(pauseMs);
          }
        }),
      );
    } finally {
      ending.abort();
      await counting;
    }
  }

  /**
   * Until it is accepted. An answer that was lost is no refusal: what was committed is looked up by the id that was
   * given, which outlives the request.
   */
  async post(person: Person): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    for (let attempt = 0; Date.now() < until; attempt++) {
      const http = this.clients[attempt % this.clients.length]!;
      const answer = await http
        .send<GdprRequest>('POST', '/api/v2/gdpr/requests?deleteConfirmed=true', bodyOf(person))
        .catch(() => undefined);
      if (answer?.status === 200 || answer?.status === 202) return this.keep(person, answer.body.id);
      const id = await this.committed(person);
      if (id !== undefined) return this.keep(person, id);
      if (answer !== undefined && answer.status < 500 && answer.status !== 404)
        throw new Error(`a request was refused with ${answer.status} ${JSON.stringify(answer.body)}`);
      await pause(150);
    }
    throw new Error(`a request was not accepted for ${PATIENCE_MS / 1_000} s`);
  }

  private keep(person: Person, id: string): void {
    this.accepted.push({ id, at: performance.now(), person });
    this.open++;
  }

  private async committed({ contactId }: Person): Promise<string | undefined> {
    const rows = await query<{ id: string }>(
      this.stack,
      'aggregator',
      `select id from gdpr_request where given ->> 'externalContactId' = '${contactId}'`,
    ).catch(() => []);
    return rows[0]?.id;
  }

  private async countOpen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.open = await this.unfinished().catch(() => this.open);
      await pause(250);
    }
  }

  /** Requests that have not ended, as the store says. */
  async unfinished(): Promise<number> {
    const [row] = await query<{ open: number }>(
      this.stack,
      'aggregator',
      `select count(*)::int as open from gdpr_request where status not in ('COMPLETED', 'ERROR')`,
    );
    return row!.open;
  }
}

function bodyOf(person: Person): object {
  const { type: requestType, contactId: externalContactId } = person;
  return {
    name: `about ${externalContactId}`,
    requestType,
    subject: { externalContactId },
    ...(requestType === 'GDPR_UPDATE' && { replacementTerms: swap(person) }),
  };
}
