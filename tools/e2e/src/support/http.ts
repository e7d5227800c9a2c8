import type { ErrorBody, GdprRequest, GdprSubject, GdprTaskListing, Listing } from '@lethe/contracts';
import { pause } from './pause.ts';
import type { System } from './system.ts';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

/** A client of the raw API, for what the SDK would not send. */
export class Http {
  private constructor(
    readonly api: string,
    private readonly token: string,
  ) {}

  static async login(
    { description }: Pick<System, 'description'>,
    client: { id: string; secret: string } = { id: description.clientId, secret: description.clientSecret },
    attempts = 60,
  ): Promise<Http> {
    const response = await fetch(`${description.api}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    // Busy: as a client has to.
    if (response.status === 503 && attempts > 1) {
      await pause(500);
      return Http.login({ description }, client, attempts - 1);
    }
    if (response.status !== 200) throw new Error(`the login answered ${response.status} ${await response.text()}`);
    const { access_token: token } = (await response.json()) as { access_token: string };
    return new Http(description.api, token);
  }

  /** For what this client can not send itself. */
  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  /** `body` as it is when a string or bytes, as JSON otherwise. */
  async send<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.api}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: raw ? (body as string) : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T,
    };
  }

  async subjects(searchType: string, searchValue: string): Promise<GdprSubject[]> {
    const answer = await this.send<Listing<GdprSubject>>(
      'GET',
      `/api/v2/gdpr/subjects?${new URLSearchParams({ searchType, searchValue })}`,
    );
    if (answer.status !== 200)
      throw new Error(`search answered ${answer.status} ${(answer.body as unknown as ErrorBody).code}`);
    return answer.body.entities;
  }

  async post(requestType: string, subject: object, more: object = {}): Promise<GdprRequest> {
    const confirmed = requestType === 'GDPR_DELETE' ? '?deleteConfirmed=true' : '';
    const answer = await this.send<GdprRequest>('POST', `/api/v2/gdpr/requests${confirmed}`, {
      requestType,
      subject,
      ...more,
    });
    if (answer.status > 202)
      throw new Error(`POST answered ${answer.status} ${(answer.body as unknown as ErrorBody).code}`);
    return answer.body;
  }

  async request(id: string): Promise<GdprRequest> {
    return (await this.send<GdprRequest>('GET', `/api/v2/gdpr/requests/${id}`)).body;
  }

  async tasks(id: string): Promise<GdprTaskListing> {
    return (await this.send<GdprTaskListing>('GET', `/api/v2/gdpr/requests/${id}/tasks`)).body;
  }

  /** Polls until the request has ended. */
  async ended(id: string, seconds = 60): Promise<GdprRequest> {
    for (const until = Date.now() + seconds * 1000; ;) {
      const answer = await this.send<GdprRequest>('GET', `/api/v2/gdpr/requests/${id}`).catch(() => undefined);
      if (answer?.status === 200 && ['COMPLETED', 'ERROR'].includes(answer.body.status)) return answer.body;
      if (Date.now() > until)
        throw new Error(
          `request ${id} has not ended after ${seconds} s: ${JSON.stringify((await this.tasks(id)).entities)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
