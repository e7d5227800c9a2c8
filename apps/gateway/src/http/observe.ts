import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Histogram, register } from 'prom-client';
import type { Logger } from '@lethe/platform';
import { routeOf, type GatewayRequest } from './gateway-request.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/**
 * What every answer carries besides its correlation id (docs/wire-contract.md, "Headers and limits"): personal data
 * belongs in no cache.
 */
const ANSWER_HEADERS = {
  'Cache-Control': 'no-cache, no-store, must-revalidate',
  Pragma: 'no-cache',
  Expires: '0',
  'X-Content-Type-Options': 'nosniff',
};

/** The caller's own correlation id when it is a UUID, else a new one. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['inin-correlation-id'];
  return typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : randomUUID();
}

/** Headers of every answer, one log line and one measurement per call; ids and route patterns only. */
export function observeCalls(fastify: FastifyInstance, logger: Logger): void {
  const seconds = durations();
  fastify.addHook('onRequest', (request, reply, done) => {
    Object.assign(request, { startedAt: performance.now(), waitedMs: 0 });
    void reply.headers({ 'ININ-Correlation-Id': request.id, ...ANSWER_HEADERS });
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { principal, startedAt, method, id } = request as GatewayRequest;
    const route = routeOf(request as GatewayRequest);
    const durationMs = Math.round(performance.now() - startedAt);
    seconds.observe({ method, route, status: reply.statusCode }, durationMs / 1_000);
    const { organisationId, clientId } = principal ?? {};
    logger.info('call', {
      method,
      route,
      status: reply.statusCode,
      durationMs,
      correlationId: id,
      organisationId,
      clientId,
    });
    done();
  });
}

/** One per process, however many gateways a test starts in it. */
function durations(): Histogram<'method' | 'route' | 'status'> {
  const name = 'lethe_http_request_duration_seconds';
  const existing = register.getSingleMetric(name) as Histogram<'method' | 'route' | 'status'> | undefined;
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];
  return (
    existing ??
    new Histogram({ name, help: 'Answered calls by route pattern', labelNames: ['method', 'route', 'status'], buckets })
  );
}
