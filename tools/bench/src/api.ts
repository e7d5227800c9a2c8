import { setTimeout as pause } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { accessToken } from './access-token.ts';
import type { RunningStack } from './own-stack.ts';

/** The few calls of the API that a measurement makes. */
export class Api {
  private constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  static async login(stack: RunningStack): Promise<Api> {
    return new Api(stack.api, await accessToken(stack));
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: this.headers('application/json'),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Whether all whom the call needs are there, whatever they say to it. */
  isAnswered(path: string): Promise<boolean> {
    return fetch(`${this.address}${path}`, { headers: this.headers('application/json') }).then(
      ({ status }) => status < 500,
      () => false,
    );
  }

  async upload(path: string, content: Readable): Promise<void> {
    const answer = await fetch(`${this.address}${path}`, {
      method: 'PUT',
      headers: this.headers('application/octet-stream'),
      body: content as never,
      duplex: 'half',
    } as RequestInit);
    if (!answer.ok) throw new Error(`PUT ${path} answered ${answer.status}: ${await answer.text()}`);
  }

  /** Polls until the request has ended. */
  async completed(id: string, seconds: number): Promise<{ resultsUrl: string }> {
    for (const until = Date.now() + seconds * 1_000; Date.now() < until; await pause(200)) {
      const request = await this.call<{ status: string; resultsUrl: string }>('GET', `/api/v2/gdpr/requests/${id}`);
      if (request.status === 'COMPLETED') return request;
      if (request.status === 'ERROR') throw new Error(`request ${id} ended in ERROR`);
    }
    throw new Error(`request ${id} has not ended after ${seconds} s`);
  }

  /** Reads a result to its end and answers how many bytes it has. */
  async download(resultsUrl: string): Promise<number> {
    const { url } = await this.call<{ url: string }>('GET', `${new URL(resultsUrl).pathname}?issueRedirect=false`);
    const answer = await fetch(url);
    let bytes = 0;
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length;
    return bytes;
  }

  private headers(contentType: string): Record<string, string> {
    return { authorization: `Bearer ${this.token}`, 'content-type': contentType };
  }
}
