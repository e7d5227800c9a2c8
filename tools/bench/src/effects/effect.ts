/** What a contestant left of somebody, or gave somebody: counts alone. */
export type Effect = Record<string, number>;

/** For how many of these people the effect is another than `expected`, and where; undefined when for none. */
export function difference(expected: Effect, effects: readonly Effect[]): string | undefined {
  const other = effects.filter((effect) => namesOfDifferent(effect, expected).length > 0);
  const [first] = other;
  if (first === undefined) return undefined;
  const what = namesOfDifferent(first, expected).map(
    (name) => `${name} ${first[name] ?? 0} instead of ${expected[name] ?? 0}`,
  );
  return `${other.length} of ${effects.length} people: ${what.join(', ')}`;
}

const namesOfDifferent = (one: Effect, other: Effect): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]);
