import type { Answer } from '../http.ts';
import type { Holdings } from './holdings.ts';

const ID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;
const DATE = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/**
 * An answer without what differs between any two calls: ids become the numbers of their first appearance, times and the
 * asked words their names.
 */
export function shapeOf(
  { status, headers, body }: Answer,
  asked: Holdings,
): { status: number; headers: string[]; body: unknown } {
  const numbers = new Map<string, number>();
  const numbered = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return `id ${numbers.get(id)}`;
  };
  const { contextId: _, ...rest } = Object(body) as { contextId?: string };
  let text = JSON.stringify(typeof body === 'string' || Array.isArray(body) ? body : rest)
    .replace(ID, numbered)
    .replace(DATE, 'a time');
  for (const name of ['email', 'phone', 'lastName', 'userEmail', 'rowKey', 'language'] as const)
    text = text.replaceAll(asked[name], name).replaceAll(encodeURIComponent(asked[name]), name);
  return { status, headers: [...headers.keys()].sort(), body: JSON.parse(text) as unknown };
}
