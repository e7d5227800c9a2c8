/** Every text in a value of a column, names of fields included, each once. Numbers and the like are no texts. */
export function textsIn(value: unknown): string[] {
  const found = new Set<string>();
  const open: unknown[] = [value];
  // Without recursion: a document may be as deep as a request body.
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') found.add(next);
    else if (typeof next === 'object' && next !== null) {
      if (!Array.isArray(next)) for (const key of Object.keys(next)) found.add(key);
      for (const inner of Object.values(next)) open.push(inner);
    }
  }
  return [...found];
}
