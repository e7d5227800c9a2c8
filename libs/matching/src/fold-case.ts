import { caseFold } from 'unicode-case-folding';

/** Canonical caseless form (Unicode 3.13, D145), composed: 'Straße' and 'STRASSE' are equal, 'ö' and 'o' are not. */
export function foldCase(value: string): string {
  return caseFold(value.normalize('NFD')).normalize('NFC');
}
