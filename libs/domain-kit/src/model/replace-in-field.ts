/** One correction of a field with text: what is replaced, by its keys, and by what. */
export interface FieldCorrection {
  existing: ReadonlySet<string>;
  text: string;
}

/** What people and programs put between several values of one field; 'or' and 'and' in the languages at hand. */
const SEPARATOR =
  /(\s*[;,|/&\n\r]\s*|\s+(?:or|and|oder|und|nebo|a|lub|i|ou|et|o|oppure|e|y|u|eller|og|och|of|en)\s+|\s+(?=\+|[^\s@<>\x22]+@))/iu;
/** 'Novák, Jan <j@x.org>' and '601 234 563, ext. 12' are one value with a separator in it. */
const LONGEST_RUN = 4;
const MOST_PIECES = 24;

interface Run {
  from: number;
  to: number;
}

/**
 * Replaces values in a field that may hold several (matching.md), all corrections at once against the old text: only
 * the values that are named change, the others stay as they are written. `keys` reads a text as the field is read.
 * Undefined when nothing in it is named.
 */
export function replaceInField(
  value: string,
  corrections: readonly FieldCorrection[],
  keys: (text: string) => string[],
): string | undefined {
  const before = keys(value);
  const named = corrections.filter(({ existing }) => before.some((key) => existing.has(key)));
  if (named.length === 0) return undefined;
  if (before.length === 1) return named[0]!.text;
  const pieces = value.split(SEPARATOR);
  const texts = pieces.map((piece) => piece as string | undefined);
  const taken: Run[] = [];
  for (const correction of named) {
    const run = runsOf(pieces).find(
      (one) =>
        !taken.some((other) => one.from <= other.to && other.from <= one.to) && fits(pieces, one, correction, keys),
    );
    if (run === undefined) continue;
    taken.push(run);
    for (let at = run.from; at <= run.to; at += 1) texts[at] = at === run.from ? correction.text : undefined;
  }
  return taken.length > 0 ? texts.filter((text) => text !== undefined).join('') : rebuilt(before, named);
}

/** Runs of pieces, the shortest first; they begin and end with a value, not with a separator. */
function runsOf(pieces: readonly string[]): Run[] {
  const count = Math.min(Math.ceil(pieces.length / 2), MOST_PIECES);
  const values = Array.from({ length: count }, (_, at) => at * 2);
  return Array.from({ length: LONGEST_RUN }, (_, length) => length * 2).flatMap((length) =>
    values.map((from) => ({ from, to: from + length })).filter(({ to }) => to < pieces.length),
  );
}

/** The run is what the correction names, and without it the field still holds everything else and nothing new. */
function fits(
  pieces: readonly string[],
  { from, to }: Run,
  { existing, text }: FieldCorrection,
  keys: (text: string) => string[],
): boolean {
  const old = keys(pieces.slice(from, to + 1).join(''));
  if (!old.some((key) => existing.has(key))) return false;
  const before = keys(pieces.join(''));
  const added = keys(text);
  const after = keys([...pieces.slice(0, from), text, ...pieces.slice(to + 1)].join(''));
  return (
    after.every((key) => before.includes(key) || added.includes(key)) &&
    [...before.filter((key) => !old.includes(key)), ...added].every((key) => after.includes(key))
  );
}

/** Nobody can say where in the text the value stands: the field is written anew, from what was read in it. */
function rebuilt(before: readonly string[], named: readonly FieldCorrection[]): string {
  const kept = before.filter((key) => !named.some(({ existing }) => existing.has(key)));
  return [...new Set([...named.map(({ text }) => text), ...kept])].join('; ');
}
