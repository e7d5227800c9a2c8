import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '../people/person.ts';
import type { HttpClient } from '../stack/http-client.ts';
import type { Contestant, Job, Ran, Verb } from './contestant.ts';
import type { EndedRequests } from './ended-requests.ts';
import { inFlight } from './in-flight.ts';

/** As a client does that is told to try again. */
const AGAIN_MS = 100;
const TRIES = 600;
const REQUESTS = '/api/v2/gdpr/requests';

/** Lethe, called as its clients call it. */
export class Lethe implements Contestant {
  readonly name = 'Lethe';
  readonly processes = [];
  private unavailable = 0;

  constructor(
    private readonly http: HttpClient,
    private readonly ended: EndedRequests,
  ) {}

  async run({ verb, people, atOnce }: Job): Promise<Ran> {
    const verbs: Record<Verb, (person: Person) => Promise<void>> = {
      erase: (person) => this.request('GDPR_DELETE', person),
      export: (person) => this.request('GDPR_EXPORT', person),
      search: (person) => this.search(person),
    };
    this.unavailable = 0;
    const latencies = await inFlight(people, atOnce, verbs[verb]);
    return { latencies, unavailable: this.unavailable };
  }

  /** The ids of the requests that one call makes: one for each member of the merge set. */
  private async request(requestType: string, person: Person): Promise<void> {
    const made = await this.patiently<{ id: string; relatedRequests?: { id: string }[] }>(
      'POST',
      `${REQUESTS}?deleteConfirmed=true`,
      { requestType, subject: { externalContactId: person.contacts.at(-1) } },
    );
    const ids = [made.id, ...(made.relatedRequests ?? []).map(({ id }) => id)];
    if (ids.length !== person.contacts.length)
      throw new Error(`${ids.length} requests for a set of ${person.contacts.length} contacts`);
    await this.ended.all(ids);
  }

  private async patiently<T>(method: string, path: string, body?: unknown): Promise<T> {
    for (let tries = 1; tries < TRIES; tries++) {
      const { status, text } = await this.http.call(method, path, body);
      if (status >= 200 && status <= 299) return JSON.parse(text) as T;
      if (status !== 503) throw new Error(`${method} ${path.split('?')[0]} answered ${status}: ${text}`);
      this.unavailable++;
      await pause(AGAIN_MS);
    }
    throw new Error(`${method} ${path.split('?')[0]} is not available`);
  }

  private async search(person: Person): Promise<void> {
    const query = new URLSearchParams({ searchType: 'EMAIL', searchValue: person.emails[0]! });
    const { entities } = await this.patiently<{ entities: unknown[] }>(
      'GET',
      `/api/v2/gdpr/subjects?${query.toString()}`,
    );
    const expected =
      person.contacts.length + person.dialerContacts.filter((_, at) => at % person.emails.length === 0).length;
    if (entities.length !== expected)
      throw new Error(`a search found ${entities.length} subjects instead of ${expected}`);
  }
}
