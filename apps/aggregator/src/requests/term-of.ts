import { LetheError, subjectProblems, termsOf, type GdprSubject, type SubjectId } from '@lethe/contracts';
import type { IdentifierKind } from '@lethe/matching';
import { idsOf } from './subject-of.ts';

/** The single criterion of a request: one subject id, or one identifier (requirements D3). */
export type Term = { id: SubjectId } | { kind: IdentifierKind; value: string };

/** @throws LetheError bad.request, naming the fields, unless the subject holds exactly one usable term. */
export function termOf(subject: GdprSubject): Term {
  const details = subjectProblems(subject);
  if (details.length > 0)
    throw new LetheError('bad.request', 'A request carries exactly one usable term. Send one request for each.', {
      details,
    });
  const [term] = termsOf(subject);
  if (term?.kind !== undefined && term.value !== undefined) return { kind: term.kind, value: term.value };
  return { id: idsOf(subject)[0]! };
}
