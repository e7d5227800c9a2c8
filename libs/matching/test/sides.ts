import type { Answer } from './answer-of.ts';

/** One record, and beside each other what is the same, what a person would look at twice, and what is another. */
export interface Sides<Stored> {
  rule: string;
  stored: Stored;
  same?: readonly string[];
  possible?: readonly string[];
  different?: readonly string[];
}

/** Each query of a record with its answer. */
export const pairsOf = <Stored>({ same = [], possible = [], different = [] }: Sides<Stored>): [string, Answer][] => [
  ...same.map((query): [string, Answer] => [query, 'same']),
  ...possible.map((query): [string, Answer] => [query, 'possible']),
  ...different.map((query): [string, Answer] => [query, 'different']),
];

/** Several queries in one text, parted by '|'. */
export const w = (text: TemplateStringsArray): string[] => text.join('').split(/\s*\|\s*/);
