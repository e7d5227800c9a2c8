import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError } from '@lethe/contracts';
import pg from 'pg';
import { CONFIG, type GatewayConfig } from '../config.ts';
import type { LimitKind } from './limit-rule.ts';
import { LIMIT_POOL } from './limit-store.ts';
import { Limiter, type Standing } from './limiter.ts';

interface Caller {
  organisationId: string;
  clientId: string;
}

/**
 * Calls a minute (requirements R15, D16): searches and requests by organisation and client, everything else by
 * organisation.
 */
@Injectable()
export class RateLimits {
  private readonly limiters: Record<LimitKind, Limiter>;

  constructor(@Inject(LIMIT_POOL) pool: pg.Pool, @Inject(CONFIG) config: GatewayConfig) {
    this.limiters = {
      search: new Limiter(pool, 'search', config.LETHE_SEARCHES_PER_MINUTE),
      request: new Limiter(pool, 'request', config.LETHE_REQUESTS_PER_MINUTE),
      call: new Limiter(pool, 'call', config.LETHE_CALLS_PER_MINUTE),
    };
  }

  /** Counts a call and tells the caller where they stand. @throws LetheError too.many.requests.retry.after */
  async consume(kind: LimitKind, { organisationId, clientId }: Caller, reply: FastifyReply): Promise<void> {
    const limiter = this.limiters[kind];
    const key = kind === 'call' ? organisationId : `${organisationId}:${clientId}`;
    const state = await limiter.consume(key.slice(0, 200));
    if (state.consumed > limiter.points) throw tooMany(secondsOf(state));
    void reply.headers({
      'inin-ratelimit-count': String(state.consumed),
      'inin-ratelimit-allowed': String(limiter.points),
      'inin-ratelimit-reset': String(secondsOf(state)),
    });
  }
}

export const secondsOf = (state: Standing): number => Math.max(1, Math.ceil(state.msBeforeNext / 1_000));

function tooMany(seconds: number): LetheError {
  const message = `Rate limit exceeded the maximum. Retry the request in [${seconds}] seconds`;
  return new LetheError('too.many.requests.retry.after', message, { retryAfter: seconds });
}
