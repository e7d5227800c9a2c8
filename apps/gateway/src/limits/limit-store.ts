import { createPool } from '@lethe/persistence';
import type pg from 'pg';

/**
 * A pool of its own: every call counts, and must not queue behind other work. The table is visible in system scope
 * only, and a count is no transaction of several statements, so the scope is set for the connection. A counter may be
 * lost in a crash: no wait for the disk.
 */
export function createLimitPool(url: string, onConnectionError: (error: unknown) => void): pg.Pool {
  const settings = { 'lethe.scope': 'system', synchronous_commit: 'off' };
  return createPool({ url, poolSize: 4, statementTimeout: 1_500, settings, onConnectionError });
}

export const LIMIT_POOL = Symbol('LimitPool');
