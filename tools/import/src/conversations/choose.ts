import { createHash } from 'node:crypto';

/** The same one for the same words, in every run; different words spread evenly. */
export function choose<T>(from: readonly T[], ...words: (string | number)[]): T {
  const number = createHash('sha256').update(words.join(' ')).digest().readUInt32BE();
  return from[number % from.length]!;
}
