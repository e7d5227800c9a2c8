import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { RateLimiterRes, type RateLimiterPostgres } from 'rate-limiter-flexible';
import { OAuthError } from '../auth/oauth-error.ts';
import { createLimiter, LIMIT_POOL } from './limit-store.ts';
import { secondsOf } from './rate-limits.ts';

const FAILURES_PER_MINUTE = 30;

/** Wrong secrets a minute by client and address, so that guessing is slow and nobody can lock a client out from elsewhere. */
@Injectable()
export class LoginLimit {
  private readonly limiter: RateLimiterPostgres;

  constructor(@Inject(LIMIT_POOL) pool: pg.Pool) {
    this.limiter = createLimiter(pool, 'login', FAILURES_PER_MINUTE);
  }

  async assertOpen(attempt: string): Promise<void> {
    const state = await this.limiter.get(attempt);
    if (state !== null && state.consumedPoints >= FAILURES_PER_MINUTE) {
      throw new OAuthError(429, 'temporarily_unavailable', 'too many failed attempts', secondsOf(state));
    }
  }

  async countFailure(attempt: string): Promise<void> {
    await this.limiter.consume(attempt).catch((refused: unknown) => {
      if (!(refused instanceof RateLimiterRes)) throw refused;
    });
  }
}
