import { indexKey } from './index-key.ts';

/**
 * Key of folded text whose tokens may come in any order: sorted by code unit, joined by one space. Text without tokens
 * (it was nothing but separators) is keyed by `otherwise`, so that it stays findable; undefined when that is '' too.
 */
export function tokenKey(text: string, otherwise: string): string | undefined {
  const key = text.split(' ').filter(Boolean).sort().join(' ') || otherwise;
  return key === '' ? undefined : indexKey(key);
}
