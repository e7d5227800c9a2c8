import { foldCase } from './fold-case.ts';
import { indexKey } from './index-key.ts';
import { dropInvisible } from './invisible.ts';

const LEADING_AT = /^[@\s]+/;

/**
 * Key of a social media handle: case-insensitive, leading '@' dropped (requirements D10). Undefined when nothing is
 * left.
 */
export function handleKey(value: string): string | undefined {
  const handle = foldCase(dropInvisible(value)).replace(LEADING_AT, '').trim();
  return handle === '' ? undefined : indexKey(handle);
}
