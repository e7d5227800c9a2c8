import {
  identifierKeys,
  indexKind,
  isStrong,
  possibleKeys,
  possibleMatch,
  possibleTermKeys,
  termKeys,
  type StoredIdentifier,
  type Term,
} from '../src/index.ts';

export type Answer = 'same' | 'possible' | 'different';

/** What is wrong with a pair of spellings; undefined when it answers as expected. */
export interface Failure {
  id: string;
  expected: string;
  got: string;
}

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((key) => b.includes(key));

/**
 * As an index and a search answer: by keys alone, and, where these do not meet, by the possible keys and then the judge.
 * A judge that says possible where no possible key meets would never be asked: that is a fault of its own.
 */
export function answerOf(stored: StoredIdentifier, term: Term, defaultCountry?: string): Answer | 'out of reach' {
  const kinds = indexKind(stored.kind) === indexKind(term.kind);
  if (kinds && meet(identifierKeys(stored, defaultCountry), termKeys(term.kind, term.value, term.defaultCountry)))
    return 'same';
  if (possibleMatch(stored, term, defaultCountry) === undefined) return 'different';
  return meet(possibleKeys(stored, defaultCountry), possibleTermKeys(term)) ? 'possible' : 'out of reach';
}

export const areStrong = (stored: StoredIdentifier, defaultCountry?: string): boolean =>
  identifierKeys(stored, defaultCountry).every((key) => isStrong(indexKind(stored.kind), key));

/** Every failure by its name; a wrong *same* erases a stranger and is counted apart. */
export function report(failures: readonly Failure[]): string {
  const wrong = failures.filter(({ got }) => got === 'same');
  const line = ({ id, expected, got }: Failure): string => `${id}: expected ${expected}, got ${got}`;
  return failures.length === 0
    ? ''
    : `${wrong.length} wrong same, ${failures.length - wrong.length} others\n${failures.map(line).join('\n')}`;
}
