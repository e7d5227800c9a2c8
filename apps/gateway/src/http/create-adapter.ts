import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { STATUS_CODES, type Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LetheError } from '@lethe/contracts';
import { sendError, toLetheError, type Logger } from '@lethe/platform';
import { limitArrival, LINGER_MS, UPLOAD_MS } from './arrival.ts';
import type { Drain } from './drain.ts';
import { mediaTypeOf, OCTET_STREAM } from './media-type.ts';
import { correlationIdOf, observeCalls } from './observe.ts';

/** A searchValue of 10,000 characters takes up to 120,000 bytes once it is percent-encoded. */
const HEADER_BYTES = 131_072;

/**
 * Fastify with the limits that keep slow or huge callers from holding it, and with the wire's errors where no route is
 * reached.
 */
export function createAdapter(logger: Logger, drain: Drain): FastifyAdapter {
  const adapter = new FastifyAdapter({
    genReqId: correlationIdOf,
    requestTimeout: UPLOAD_MS,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    return503OnClosing: false,
    http: { maxHeaderSize: HEADER_BYTES, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    routerOptions: { maxParamLength: 32_768 },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('ININ-Correlation-Id', request.id);
      sendError(reply, toLetheError(error), request.id);
    },
    clientErrorHandler: answerUnreadable,
  });
  const fastify = adapter.getInstance();
  observeCalls(fastify as never, logger);
  drain.tellCallers(fastify as never);
  limitArrival(fastify.server as Server);
  leaveBodies(fastify as never);
  return adapter;
}

/**
 * Fastify reads no body, and refuses none for its content type: that happens after the guards (read-body.ts), and a
 * file is never held in memory.
 */
function leaveBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _body, done) => done(null));
  fastify.addHook('onRequest', ({ raw: { headers } }, _reply, done) => {
    if (headers['content-type'] !== undefined && mediaTypeOf(headers['content-type']) === undefined)
      headers['content-type'] = OCTET_STREAM;
    done();
  });
}

/** What Node could not even parse as HTTP, or did not get in time. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const contextId = randomUUID();
  const wire = unreadable(error.code);
  const body = JSON.stringify(wire.toBody(contextId));
  const head = [
    `HTTP/1.1 ${wire.status} ${STATUS_CODES[wire.status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `ININ-Correlation-Id: ${contextId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  const lingering = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(lingering));
}

function unreadable(code: string | undefined): LetheError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new LetheError('client.timeout', 'The request did not arrive in time.');
  if (code === 'HPE_HEADER_OVERFLOW')
    return new LetheError('bad.request', `The URL and headers are larger than ${HEADER_BYTES} bytes.`);
  return new LetheError('bad.request', 'The request is not valid HTTP.');
}
