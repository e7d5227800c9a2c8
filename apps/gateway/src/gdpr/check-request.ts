import {
  LetheError,
  subjectProblems,
  type ErrorDetail,
  type GdprRequestInput,
  type ReplacementTerm,
} from '@lethe/contracts';
import { isNewValue, termKeys } from '@lethe/matching';

/**
 * The rules that a schema cannot say: one usable term (D3), replacement terms on GDPR_UPDATE and only there, a
 * confirmed GDPR_DELETE (D4).
 * @throws LetheError bad.request
 */
export function assertAcceptable(request: GdprRequestInput, deleteConfirmed: boolean, defaultCountry: string): void {
  const subject = subjectProblems(request.subject);
  if (subject.length > 0)
    throw refused('The subject must be named by exactly one term that can be searched for.', subject);
  const terms = replacementProblems(request, defaultCountry);
  if (terms.length > 0) throw refused('Invalid data', terms);
  if (request.requestType === 'GDPR_DELETE' && !deleteConfirmed) {
    throw refused('GDPR_DELETE must be confirmed with the query parameter deleteConfirmed=true.', [
      { errorCode: 'invalid.property', fieldName: 'deleteConfirmed' },
    ]);
  }
}

function replacementProblems(
  { requestType, replacementTerms = [] }: GdprRequestInput,
  defaultCountry: string,
): ErrorDetail[] {
  if ((requestType === 'GDPR_UPDATE') !== replacementTerms.length > 0)
    return [{ errorCode: 'invalid.property', fieldName: 'replacementTerms' }];
  return replacementTerms.flatMap((term, index) => termProblems(term, index, defaultCountry));
}

/** The existing value must have something to compare, the new one must be one of its kind. */
function termProblems(
  { type, existingValue, updatedValue }: ReplacementTerm,
  index: number,
  defaultCountry: string,
): ErrorDetail[] {
  const offending = [
    ...(termKeys(type, existingValue, defaultCountry).length === 0 ? ['existingValue'] : []),
    ...(isNewValue(type, updatedValue, defaultCountry) ? [] : ['updatedValue']),
  ];
  return offending.map((field) => ({ errorCode: 'invalid.value', fieldName: `replacementTerms.${index}.${field}` }));
}

const refused = (message: string, details: ErrorDetail[]) => new LetheError('bad.request', message, { details });
