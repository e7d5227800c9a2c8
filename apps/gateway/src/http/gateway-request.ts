import type { FastifyRequest } from 'fastify';
import type { Principal } from '@lethe/contracts';

/** What the gateway adds to a request on its way. */
export interface GatewayRequest extends FastifyRequest {
  /** Set by AccessGuard on every route that is not public. */
  principal?: Principal;
  /** Of `performance.now()`. */
  startedAt: number;
  /** Milliseconds spent waiting for the body; they do not count against the deadline of the answer. */
  waitedMs: number;
  /** Instead of the route's own pattern in logs and metrics: the prefix or file path that a domain claims. */
  routeLabel?: string;
}

/** Route pattern for logs and metrics; the path itself may hold personal data. */
export const routeOf = (request: GatewayRequest): string =>
  request.routeLabel ?? request.routeOptions?.url ?? 'unmatched';
