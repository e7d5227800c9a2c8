import { setTimeout as sleep } from 'node:timers/promises';
import { create as attachment } from 'content-disposition';
import { NOT_RUNNING, type Access } from './access.ts';
import { ApiError } from './api-error.ts';
import { exchange, type Answer } from './exchange.ts';
import { ImportError } from '../import-error.ts';
import { Slots } from './slots.ts';
import { Token } from './token.ts';

export interface ClientOptions {
  /** Calls on their way at a time, each over a connection that is kept. Default 16. */
  concurrency?: number;
  /** Waits, in milliseconds; tests do not want to. */
  wait?(milliseconds: number): Promise<unknown>;
}

interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  path: string;
  body?: unknown;
  file?: File;
}

interface File {
  name: string;
  contentType: string;
  content: Uint8Array<ArrayBuffer>;
}

/** The service or something it needs is away for the moment (requirements D18), or its answer got lost. */
const AWAY = new Set([502, 503, 504]);
/** Of one call, with longer and longer waits: about 30 seconds, in which a supervisor has started a service again. */
const MOST_FAILURES = 7;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/**
 * Calls the API: takes a token and a new one when it has run out, waits out 429, and repeats what met a service that is
 * away. Such a call may have been carried out before: its caller must be able to bear that, or use `create`.
 */
export class ApiClient {
  private readonly slots: Slots;
  private readonly token: Token;
  private readonly wait: (milliseconds: number) => Promise<unknown>;
  /** On the clock of `performance.now()`: until then the API wants no calls. */
  private closedUntil = 0;
  private answered = false;

  constructor(
    readonly access: Access,
    { concurrency = 16, wait = sleep }: ClientOptions = {},
  ) {
    this.slots = new Slots(concurrency);
    this.wait = wait;
    this.token = new Token(access, (url, init) => this.persist(() => exchange(url, init)));
  }

  get<T>(path: string): Promise<T> {
    return this.call({ method: 'GET', path });
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.call({ method: 'POST', path, body });
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call({ method: 'PUT', path, body });
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call({ method: 'PATCH', path, body });
  }

  /** Sends a file as it is. */
  upload(path: string, file: File): Promise<unknown> {
    return this.call({ method: 'PUT', path, file });
  }

  /**
   * Posts what must not be there twice: before it is repeated, `find` looks for what the call with the lost answer may
   * have made.
   */
  create<T>(path: string, body: unknown, find: () => Promise<T | undefined>): Promise<T> {
    let found: T | undefined;
    const isThere = async () => (found = await find()) !== undefined;
    return this.call<T>({ method: 'POST', path, body }, isThere).then((made) => found ?? made);
  }

  /**
   * The parsed answer.
   * @throws ApiError when the API refuses, ImportError when it would refuse every call, or nobody answers
   */
  private async call<T>(call: Call, done?: () => Promise<boolean>): Promise<T> {
    let token = await this.token.value();
    let answer = await this.persist(() => this.send(call, token), done);
    if (answer?.status === 401) {
      await this.token.renew(token);
      token = await this.token.value();
      answer = await this.persist(() => this.send(call, token), done);
    }
    if (answer === undefined || answer.ok) return answer?.body as T;
    const error = ApiError.of(answer.status, answer.body);
    throw error.status === 401 || error.status === 403
      ? new ImportError(`Lethe refuses the client of this stack: ${error.message}`)
      : error;
  }

  private send(call: Call, token: string): Promise<Answer> {
    const { headers, body } = contentOf(call);
    return this.slots.run(() =>
      exchange(`${this.access.api}${call.path}`, {
        method: call.method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body }),
      }),
    );
  }

  private persist(send: () => Promise<Answer>): Promise<Answer>;
  private persist(send: () => Promise<Answer>, done?: () => Promise<boolean>): Promise<Answer | undefined>;
  /**
   * Sends until there is an answer that is about the call itself, or, after a lost answer, `done` says that it was
   * carried out.
   */
  private async persist(send: () => Promise<Answer>, done?: () => Promise<boolean>): Promise<Answer | undefined> {
    for (let failures = 0; ;) {
      await this.untilOpen();
      const answer = await send().catch(() => undefined);
      if (answer?.status === 429) {
        this.closedUntil = Math.max(this.closedUntil, performance.now() + (answer.retryAfter ?? 1) * 1_000);
      } else if (answer !== undefined && !AWAY.has(answer.status)) {
        this.answered = true;
        return answer;
      } else {
        failures += 1;
        await this.afterFailure(failures, answer);
        if (await done?.()) return undefined;
      }
    }
  }

  private async afterFailure(failures: number, answer: Answer | undefined): Promise<void> {
    if (answer === undefined && !this.answered) throw new ImportError(NOT_RUNNING);
    if (failures === MOST_FAILURES)
      throw new ImportError(
        `Lethe does not answer any more${answer === undefined ? '' : ` (${answer.status})`}. What was loaded stays; import the file again to go on.`,
      );
    await this.wait(
      Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS * 2 ** (failures - 1), (answer?.retryAfter ?? 0) * 1_000)),
    );
  }

  /** The limit is the organisation's: after one 429 every call waits. */
  private async untilOpen(): Promise<void> {
    for (let left = this.closedUntil - performance.now(); left > 0; left = this.closedUntil - performance.now())
      await sleep(left);
  }
}

function contentOf({ body, file }: Call): { headers?: Record<string, string>; body?: RequestInit['body'] } {
  if (file !== undefined)
    return {
      headers: { 'content-type': file.contentType, 'content-disposition': attachment(file.name, { fallback: false }) },
      body: file.content,
    };
  return body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
