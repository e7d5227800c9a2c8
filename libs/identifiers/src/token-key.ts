import { indexKey } from './index-key.ts';

/**
 * Key of folded text whose tokens may come in any order: sorted by code unit, joined by one space.
 * `separators` is replaced by a space first; text that consists of nothing else is its own key, so that it stays findable.
 */
export function tokenKey(folded: string, separators: RegExp, replacement = ' '): string | undefined {
  const tokens = folded.replace(separators, replacement).split(' ').filter(Boolean).sort();
  const key = tokens.length > 0 ? tokens.join(' ') : folded;
  return key === '' ? undefined : indexKey(key);
}
