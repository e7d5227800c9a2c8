import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Http } from '../../support/http.ts';
import { pause } from '../../support/pause.ts';

export interface WireAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/**
 * The longest that any call may stay without an answer: the gateway promises 3 s, the machine of the test may be slow.
 */
const HUNG_MS = 30_000;

/**
 * Of a busy machine: the gateway gives up after 3 s and says that the same call may succeed. When it does not so often,
 * the input is at fault.
 */
const REPETITIONS = 4;

/** Calls over kept connections, at a third of the cost of `fetch`: for tests that make some ten thousand. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly host: { hostname: string; port: string };

  constructor(private readonly http: Http) {
    this.host = new URL(http.api);
  }

  /** As `once`, and again like any client when a service that is needed had no time. */
  async send(
    method: string,
    path: string,
    body?: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<WireAnswer> {
    for (let times = 1; ; times++) {
      const answer = await this.once(method, path, body, headers);
      if (answer.status !== 503 || times === REPETITIONS) return answer;
      await pause(1_000 * Number(answer.headers['retry-after'] ?? 1));
    }
  }

  /** @throws Error when the connection breaks or nothing comes. `body` is sent as it is. */
  once(
    method: string,
    path: string,
    body?: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          agent: this.agent,
          hostname: this.host.hostname,
          port: this.host.port,
          method,
          path,
          headers: { authorization: this.http.authorization, 'content-type': 'application/json', ...headers },
          timeout: HUNG_MS,
        },
        (answer) =>
          void buffer(answer).then(
            (bytes) => resolve({ status: answer.statusCode!, headers: answer.headers, bytes }),
            reject,
          ),
      );
      call.once('timeout', () => call.destroy(new Error(`no answer to ${method} within ${HUNG_MS} ms`)));
      call.once('error', reject);
      call.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** The JSON of an answer, undefined when it is none. */
export function jsonOf<T = unknown>({ bytes }: WireAnswer): T | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as T;
  } catch {
    return undefined;
  }
}
