import {
  Agent,
  createServer,
  request as send,
  type ClientRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOK_MS = 200;
/** Belong to one connection. */
const HOP_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding']);

/** A call that a client has to see as failed, as it left here. */
export interface FailedCall {
  method: string;
  path: string;
  what: string;
}

/**
 * What stands in front of several gateways. As any load balancer it takes turns, keeps connections, leaves out who is
 * not ready, and sends a call once more only when that is safe: nobody took the connection, or it ended without an
 * answer and the call changes nothing.
 */
export class Balancer {
  readonly failed: FailedCall[] = [];
  calls = 0;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly upstreams = new Map<URL, { ready: boolean }>();
  private readonly looking: NodeJS.Timeout;
  private turn = 0;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => this.pass(request, response));
    this.looking = setInterval(() => void this.look(), LOOK_MS);
  }

  static async start(): Promise<Balancer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Balancer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  add(apis: readonly string[]): void {
    for (const api of apis) this.upstreams.set(new URL(api), { ready: true });
  }

  stop(): void {
    clearInterval(this.looking);
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
  }

  private async look(): Promise<void> {
    await Promise.all(
      [...this.upstreams].map(async ([{ origin }, state]) => {
        state.ready = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
          (answer) => answer.ok,
          () => false,
        );
      }),
    );
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    this.calls++;
    const rest = [...this.upstreams].sort(([, one], [, other]) => Number(other.ready) - Number(one.ready));
    const ready = rest.filter(([, state]) => state.ready).length;
    const first = ready > 0 ? this.turn++ % ready : 0;
    this.attempt(
      request,
      response,
      [...rest.splice(first, 1), ...rest].map(([upstream]) => upstream),
    );
  }

  private attempt(request: IncomingMessage, response: ServerResponse, [upstream, ...others]: URL[]): void {
    const { method = '', url: path = '' } = request;
    const fail = (what: string): void => {
      this.failed.push({ method, path: path.split('?')[0]!, what });
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    };
    if (upstream === undefined) return fail('no gateway took it');
    const call = send({
      agent: this.agent,
      hostname: upstream.hostname,
      port: upstream.port,
      method,
      path,
      headers: request.headers,
    });
    const isSafe = (error: NodeJS.ErrnoException): boolean =>
      error.code === 'ECONNREFUSED' || (method === 'GET' && !response.headersSent);
    call.once('error', (error) =>
      isSafe(error) ? this.attempt(request, response, others) : fail(String((error as NodeJS.ErrnoException).code)),
    );
    call.once('response', (answer) => {
      if (answer.statusCode! >= 500)
        this.failed.push({ method, path: path.split('?')[0]!, what: String(answer.statusCode) });
      response.writeHead(
        answer.statusCode!,
        Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !HOP_HEADERS.has(name))),
      );
      answer.once('error', () => fail('the answer broke off'));
      answer.pipe(response);
    });
    whenConnected(call, () => request.pipe(call));
  }
}

/** Not before: what is piped is gone, and another gateway would get the rest. */
function whenConnected(call: ClientRequest, work: () => void): void {
  call.once('socket', (socket) => (socket.connecting ? socket.once('connect', work) : work()));
}
