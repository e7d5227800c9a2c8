import { termsOf, type GdprSubject, type ReplacementTerm } from '@lethe/contracts';
import { termKeys, type IdentifierKind } from '@lethe/matching';
import { pseudonym } from '@lethe/platform';
import { idsOf, subjectOfId } from '../requests/subject-of.ts';

const PREFIX = 'erased:';

/**
 * What a keyed hash depends on besides its value: without the country a national phone number has another key than it
 * was searched by.
 */
export interface Hashing {
  secret: string;
  organisationId: string;
  defaultCountry: string;
}

/** What is left of a request's subject: the id that was given, or the keyed hash of the term (requirements D19). */
export function erasedSubject(hashing: Hashing, given: GdprSubject): GdprSubject {
  const [id] = idsOf(given);
  if (id !== undefined) return subjectOfId(id);
  const [term] = termsOf(given);
  if (term?.kind === undefined || term.value === undefined) return {};
  const text = erasedText(hashing, term.kind, term.value);
  const [field] = term.field.split('.');
  if (field === 'socialHandle') return { socialHandle: { type: given.socialHandle!.type, value: text } };
  return { [field!]: term.field.includes('.') ? [text] : text };
}

export function erasedTerms(hashing: Hashing, terms: ReplacementTerm[]): ReplacementTerm[] {
  const erased = (kind: IdentifierKind, value: string) => erasedText(hashing, kind, value);
  return terms.map(({ type, existingValue, updatedValue }) => ({
    type,
    existingValue: erased(type, existingValue),
    updatedValue: erased(type, updatedValue),
  }));
}

function erasedText({ secret, organisationId, defaultCountry }: Hashing, kind: IdentifierKind, value: string): string {
  return value.startsWith(PREFIX)
    ? value
    : PREFIX + pseudonym(secret, organisationId, kind, termKeys(kind, value, defaultCountry)[0] ?? value);
}
