import { createPool } from '@lethe/persistence';
import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 60;

/**
 * A pool of its own: every call counts, and must not queue behind other work. The table is visible in system scope only, and the
 * library knows no transactions, so the scope is set for the connection. A counter may be lost in a crash: no wait for the disk.
 */
export function createLimitPool(url: string, onConnectionError: (error: unknown) => void): pg.Pool {
  const settings = { 'lethe.scope': 'system', synchronous_commit: 'off' };
  return createPool({ url, poolSize: 4, statementTimeout: 1_500, settings, onConnectionError });
}

/** `points` per minute and key, counted in PostgreSQL so that it holds across gateways. A key that is over is remembered in memory until its window ends. */
export function createLimiter(pool: pg.Pool, keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: true,
    keyPrefix,
    points,
    duration: WINDOW_SECONDS,
    inMemoryBlockOnConsumed: points + 1,
  });
}

export const LIMIT_POOL = Symbol('LimitPool');
