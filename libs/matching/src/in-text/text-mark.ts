import type { IdentifierKind } from '../kinds.ts';

/**
 * How sure it is that a text holds personal data. known: it is an identifier that a record carries. likely: its form
 * says so, or it is the whole name of a record. possible: a person would look twice.
 */
export const CERTAINTIES = ['known', 'likely', 'possible'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** What stands in a text, without the text. */
export interface TextMark {
  what: 'EMAIL' | 'PHONE' | 'NATIONAL_ID' | 'NAME';
  /** By its form alone; absent when only an identifier of a record makes it personal data. */
  base?: Certainty;
  /** When a record carries one of `keys`. */
  ifKnown: Certainty;
  keys: TextKey[];
}

interface TextKey {
  kind: IdentifierKind;
  key: string;
  /** Among the keys of what is only possible (possibleKeys). */
  possible?: boolean;
}
