import { Agent, request } from 'node:http';
import { accessToken } from '../access-token.ts';

interface Answer {
  status: number;
  text: string;
}

/** Calls of the API over connections that stay open, cheaper than `fetch`: the caller shares the machine with what it measures. */
export class HttpClient {
  private calls = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });

  private constructor(
    private readonly addresses: readonly URL[],
    private readonly token: string,
  ) {}

  /** `apis`: calls go to each of them in turn. */
  static async login(
    client: { api: string; clientId: string; clientSecret: string },
    apis: readonly string[],
  ): Promise<HttpClient> {
    return new HttpClient(
      apis.map((api) => new URL(api)),
      await accessToken(client),
    );
  }

  /** @throws for every answer but 2xx */
  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { status, text } = await this.call(method, path, body);
    if (status < 200 || status > 299) throw new Error(`${method} ${path.split('?')[0]} answered ${status}: ${text}`);
    return JSON.parse(text) as T;
  }

  call(method: string, path: string, body?: unknown): Promise<Answer> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const address = this.addresses[this.calls++ % this.addresses.length]!;
    return new Promise((resolve, reject) => {
      const sent = request({
        agent: this.agent,
        host: address.hostname,
        port: address.port,
        method,
        path,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(content !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(content),
          }),
        },
      });
      sent.once('error', reject);
      sent.once('response', (response) => {
        const pieces: string[] = [];
        response.setEncoding('utf8');
        response.on('data', (piece: string) => pieces.push(piece));
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text: pieces.join('') }));
      });
      sent.end(content);
    });
  }
}
