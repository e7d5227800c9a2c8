import { foldText } from './fold-text.ts';
import { tokenKey } from './token-key.ts';

/** A person's name as a record holds it, in parts, in one field, or both. Salutation and title do not belong here. */
export interface NameInput {
  given?: string | null;
  middle?: string | null;
  family?: string | null;
  whole?: string | null;
}

/** 'Hamanová, Marie J.' has the tokens of 'Marie J Hamanová'. Apostrophes and hyphens are part of a token. */
const SEPARATORS = /[.,;]+/g;

/** Key of one written name; undefined when nothing visible is in it. Tokens in any order (requirements D10). */
export function nameKey(value: string): string | undefined {
  const folded = foldText(value);
  return tokenKey(folded.replace(SEPARATORS, ' '), folded);
}

/**
 * Keys of a record's name: given + family; with a middle name also given + middle + family; the single field whole
 * (requirements D10). A part that is missing is left out. No duplicates; empty when the record has no name.
 */
export function nameKeys({ given, middle, family, whole }: NameInput): string[] {
  const names = [[given, family], [given, middle, family], [whole]];
  const keys = names.map((parts) => nameKey(parts.map((part) => part ?? '').join(' ')));
  return [...new Set(keys.filter((key) => key !== undefined))];
}

/** Whether two records hold different names: both have one and they share no key (requirements D9, D10). */
export function namesDiffer(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((key) => b.includes(key));
}
