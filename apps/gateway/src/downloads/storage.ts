import { unavailable } from '@lethe/contracts';

/** Injection token of libs/storage's Storage. */
export const STORAGE = Symbol('Storage');

/** 503 for a store that does not answer or is full; any other error as it is. */
export function storageAway(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  return code === 'unavailable' || code === 'full' ? unavailable('The storage', error) : error;
}
