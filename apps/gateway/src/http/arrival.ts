import type { IncomingMessage, Server } from 'node:http';

/** Within this a call must be here, headers and body, but for the uploads that a domain has accepted. */
const CALL_MS = 15_000;
/**
 * So long a caller may go on sending after the answer; then the connection ends. At once it would be reset, and the
 * answer might be lost with it.
 */
export const LINGER_MS = 5_000;
/** Node ends what is not here after this, an accepted upload included. */
export const UPLOAD_MS = 3_600_000;

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/**
 * Keeps callers who send slowly, or go on after a refusal, from holding the server. Node's own `requestTimeout` is one
 * for all calls, uploads included.
 */
export function limitArrival(server: Server): void {
  server.on('request', (request, response) => {
    const cut = () => !request.complete && request.socket.destroy();
    const late = () => {
      if (response.headersSent) return void cut();
      if (!request.complete)
        server.emit(
          'clientError',
          Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
          request.socket,
        );
    };
    arm(request, late, CALL_MS);
    request.once('close', () => clearTimeout(timers.get(request)));
    response.once('finish', () => {
      if (request.complete) return;
      request.resume();
      arm(request, cut, LINGER_MS);
    });
  });
  // Without this listener Node says "100 Continue" before anybody has looked at the call. `arrivingBody` says it when
  // the body is wanted.
  server.on('checkContinue', (request, response) => {
    response.setHeader('Connection', 'close');
    server.emit('request', request, response);
  });
}

/** From now on `UPLOAD_MS` holds for this call, and whoever reads the body sees to it that it moves. */
export const allowUpload = (request: IncomingMessage): void => clearTimeout(timers.get(request));

function arm(request: IncomingMessage, work: () => unknown, ms: number): void {
  clearTimeout(timers.get(request));
  timers.set(request, setTimeout(work, ms));
}
