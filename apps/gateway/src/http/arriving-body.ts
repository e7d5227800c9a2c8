import type { IncomingMessage, ServerResponse } from 'node:http';
import { LetheError } from '@lethe/contracts';
import { within } from './deadline.ts';

/** No byte for so long, and the caller is taken for gone. */
const STALL_MS = 30_000;

/**
 * The pieces of a body as they arrive; at most one is held. Ending early leaves the connection open for the answer.
 * @throws LetheError request.entity.too.large, before the first byte when Content-Length says so; client.timeout;
 *   client.failed.request
 */
export async function* arrivingBody(
  request: IncomingMessage,
  response: ServerResponse,
  maxBytes: number,
  stallMs = STALL_MS,
): AsyncGenerator<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  inviteBody(request, response);
  const pieces = request.iterator({ destroyOnReturn: false });
  let bytes = 0;
  try {
    for (;;) {
      const piece = await within(stallMs, pieces.next().catch(brokenOff), stalled);
      if (piece.done === true) return;
      bytes += (piece.value as Buffer).length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield piece.value as Buffer;
    }
  } finally {
    // Not awaited: behind a `next()` that has stalled it would wait, too.
    void pieces.return?.().catch(() => undefined);
  }
}

/** A caller with `Expect: 100-continue` waits for this before they send. */
function inviteBody({ headers }: IncomingMessage, response: ServerResponse): void {
  if (!/^100-continue$/i.test(headers.expect ?? '')) return;
  response.removeHeader('Connection');
  response.writeContinue();
}

const stalled = () => new LetheError('client.timeout', 'The body stopped arriving. Send it again.');
const tooLarge = (maxBytes: number) =>
  new LetheError('request.entity.too.large', `The request is too large. The maximum is ${maxBytes} bytes.`);

function brokenOff(cause: unknown): never {
  throw new LetheError('client.failed.request', 'The body broke off. Send it again.', { cause });
}
