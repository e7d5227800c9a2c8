/**
 * Tokens in which any few digits stand by chance: UUIDs, digests, times. Six digits of a phone number are in one of
 * some 100,000 random ids, and a stack holds more of them.
 */
export const RANDOM =
  /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|(?<![\da-z])[\da-f]{32,}(?![\da-z])|\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d(?:\.\d+)?|(?<!\d)1[6-9]\d{11}(?!\d)/gi;

/** The longest token that is looked at, to either side. */
const REACH = 128;

/**
 * Whether the hit is only a part of such a token; one that is the whole of it was looked for. `folded`: bytes in lower
 * case.
 */
export function isPartOfRandom(folded: Buffer, at: number, length: number): boolean {
  const start = Math.max(0, at - REACH);
  const around = folded.toString('latin1', start, at + length + REACH);
  const [from, to] = [at - start, at - start + length];
  for (const { index, 0: token } of around.matchAll(RANDOM)) {
    if (index <= from && index + token.length >= to) return token.length > length;
  }
  return false;
}
