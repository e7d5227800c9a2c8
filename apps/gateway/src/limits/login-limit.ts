import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { OAuthError } from '../auth/oauth-error.ts';
import { LIMIT_POOL } from './limit-store.ts';
import { Limiter } from './limiter.ts';
import { secondsOf } from './rate-limits.ts';

const FAILURES_PER_MINUTE = 30;

/**
 * Wrong secrets a minute by client and address, so that guessing is slow and nobody can lock a client out from
 * elsewhere.
 */
@Injectable()
export class LoginLimit {
  private readonly limiter: Limiter;

  constructor(@Inject(LIMIT_POOL) pool: pg.Pool) {
    this.limiter = new Limiter(pool, 'login', FAILURES_PER_MINUTE);
  }

  async assertOpen(attempt: string): Promise<void> {
    const state = await this.limiter.look(attempt);
    if (state !== undefined && state.consumed >= FAILURES_PER_MINUTE) {
      throw new OAuthError(429, 'temporarily_unavailable', 'too many failed attempts', secondsOf(state));
    }
  }

  async countFailure(attempt: string): Promise<void> {
    await this.limiter.consume(attempt);
  }
}
