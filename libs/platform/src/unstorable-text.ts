/**
 * Path (dotted) of the first string in `value` that PostgreSQL could not give back unchanged: one with NUL or with half
 * a surrogate pair. Object keys count. Undefined when all is well.
 */
export function unstorableText(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return isUnstorable(value) ? path || 'value' : undefined;
  if (Array.isArray(value))
    return firstOf(
      value.map((item, index) => [String(index), item]),
      path,
    );
  if (typeof value === 'object' && value !== null) return firstOf(Object.entries(value), path);
  return undefined;
}

function firstOf(entries: [string, unknown][], path: string): string | undefined {
  for (const [key, item] of entries) {
    if (isUnstorable(key)) return `${path || 'body'} (a field name)`;
    const found = unstorableText(item, path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isUnstorable = (text: string) => text.includes('\0') || !text.isWellFormed();
