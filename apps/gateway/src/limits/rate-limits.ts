import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LetheError } from '@lethe/contracts';
import pg from 'pg';
import { RateLimiterRes, type RateLimiterPostgres } from 'rate-limiter-flexible';
import { CONFIG, type GatewayConfig } from '../config.ts';
import type { LimitKind } from './limit-rule.ts';
import { createLimiter, LIMIT_POOL } from './limit-store.ts';

interface Caller {
  organisationId: string;
  clientId: string;
}

/** Calls a minute (requirements R15, D16): searches and requests by organisation and client, everything else by organisation. */
@Injectable()
export class RateLimits {
  private readonly limiters: Record<LimitKind, RateLimiterPostgres>;

  constructor(@Inject(LIMIT_POOL) pool: pg.Pool, @Inject(CONFIG) config: GatewayConfig) {
    this.limiters = {
      search: createLimiter(pool, 'search', config.LETHE_SEARCHES_PER_MINUTE),
      request: createLimiter(pool, 'request', config.LETHE_REQUESTS_PER_MINUTE),
      call: createLimiter(pool, 'call', config.LETHE_CALLS_PER_MINUTE),
    };
  }

  /** Counts a call and tells the caller where they stand. @throws LetheError too.many.requests.retry.after */
  async consume(kind: LimitKind, { organisationId, clientId }: Caller, reply: FastifyReply): Promise<void> {
    const limiter = this.limiters[kind];
    const key = kind === 'call' ? organisationId : `${organisationId}:${clientId}`;
    const state = await limiter.consume(key.slice(0, 200)).catch((refused: unknown) => {
      throw refused instanceof RateLimiterRes ? tooMany(secondsOf(refused)) : refused;
    });
    void reply.headers({
      'inin-ratelimit-count': String(state.consumedPoints),
      'inin-ratelimit-allowed': String(limiter.points),
      'inin-ratelimit-reset': String(secondsOf(state)),
    });
  }
}

export const secondsOf = (state: RateLimiterRes): number => Math.max(1, Math.ceil(state.msBeforeNext / 1_000));

function tooMany(seconds: number): LetheError {
  const message = `Rate limit exceeded the maximum. Retry the request in [${seconds}] seconds`;
  return new LetheError('too.many.requests.retry.after', message, { retryAfter: seconds });
}
