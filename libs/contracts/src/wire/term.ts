import { isSearchable, type IdentifierKind } from '@lethe/matching';
import type { ErrorDetail } from '../errors.ts';
import type { GdprSubject } from './subject.ts';

/** One thing a subject can be named by: an id of a record, or a bare term (then with the kind of its identifier). */
export interface SubjectTerm {
  /** Path inside the subject, for example `phoneNumbers.1`. */
  field: string;
  kind?: IdentifierKind;
  /** Of a bare term; ids are read from the subject itself. */
  value?: string;
}

const IDS = ['userId', 'externalContactId', 'dialerContactId', 'journeyCustomer'] as const;
const LISTS = { addresses: 'ADDRESS', phoneNumbers: 'PHONE', emailAddresses: 'EMAIL' } as const;

/** Every term that a subject carries. A valid request has exactly one (requirements D3). */
export function termsOf(subject: GdprSubject): SubjectTerm[] {
  const terms: SubjectTerm[] = IDS.filter((field) => subject[field] !== undefined).map((field) => ({ field }));
  if (subject.name !== undefined) terms.push({ field: 'name', kind: 'NAME', value: subject.name });
  if (subject.socialHandle !== undefined)
    terms.push({ field: 'socialHandle', kind: subject.socialHandle.type, value: subject.socialHandle.value });
  if (subject.externalId !== undefined)
    terms.push({ field: 'externalId', kind: 'EXTERNAL_ID', value: subject.externalId });
  for (const [field, kind] of Object.entries(LISTS) as [keyof typeof LISTS, IdentifierKind][]) {
    subject[field]?.forEach((value, index) => terms.push({ field: `${field}.${index}`, kind, value }));
  }
  return terms;
}

/** The fields for which a subject is refused; empty when it names one person by one usable term. */
export function subjectProblems(subject: GdprSubject): ErrorDetail[] {
  const terms = termsOf(subject);
  if (terms.length === 0) return [{ errorCode: 'invalid.property', fieldName: 'subject' }];
  const offending =
    terms.length > 1
      ? terms
      : terms.filter(({ kind, value }) => kind !== undefined && !isSearchable(kind, value ?? ''));
  return offending.map(({ field }) => ({
    errorCode: terms.length > 1 ? 'invalid.property' : 'invalid.value',
    fieldName: `subject.${field}`,
  }));
}
