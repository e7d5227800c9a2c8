import { indexKey } from './index-key.ts';

/** Key of another system's id: exact, white space and case included (requirements D10). Undefined when empty. */
export function externalIdKey(value: string): string | undefined {
  return value === '' ? undefined : indexKey(value);
}
