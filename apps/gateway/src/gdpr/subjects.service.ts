import { Injectable } from '@nestjs/common';
import {
  LetheError,
  SearchSubjectsReply,
  SUBJECTS,
  wholeListing,
  type GdprSubject,
  type Listing,
  type PossibleMatch,
  type Principal,
} from '@lethe/contracts';
import { indexKind, isSearchable, termKeys } from '@lethe/matching';
import { MessagingClient } from '@lethe/messaging';
import type { SubjectQuery } from './queries.ts';

/** `possibleMatches` is an extension beside the SDK's listing, there only when it was asked for. */
type SubjectsFound = Listing<GdprSubject> & { possibleMatches?: PossibleMatch[] };

@Injectable()
export class SubjectsService {
  constructor(private readonly messaging: MessagingClient) {}

  /** All subjects that match; the operation has no paging (requirements R27). */
  async search(principal: Principal, asked: SubjectQuery): Promise<SubjectsFound> {
    const query = withPlus(asked);
    assertSearchable(query);
    const { possible, ...term } = query;
    const { subjects, possibleMatches = [] } = await this.messaging.call(
      SUBJECTS.aggregator.searchSubjects,
      { principal, ...term, ...(possible === 'true' && { possible: true }) },
      SearchSubjectsReply,
    );
    return {
      ...wholeListing(subjects, '/api/v2/gdpr/subjects', { ...query }),
      ...(possible === 'true' && { possibleMatches }),
    };
  }
}

/**
 * In a query string a plus that is not encoded arrives as a space. It is read as a plus where that makes a number which
 * its plan takes.
 */
function withPlus(query: SubjectQuery): SubjectQuery {
  const { searchType, searchValue } = query;
  if (indexKind(searchType) !== 'PHONE' || !searchValue.startsWith(' ')) return query;
  const plus = `+${searchValue.trimStart()}`;
  return termKeys(searchType, plus).some((key) => key.startsWith('+')) ? { ...query, searchValue: plus } : query;
}

function assertSearchable({ searchType, searchValue }: SubjectQuery): void {
  if (isSearchable(searchType, searchValue)) return;
  const hint =
    searchType === 'PHONE' ? 'A phone number needs at least five digits.' : 'It holds nothing to search for.';
  const details = [{ errorCode: 'invalid.value', fieldName: 'searchValue' }];
  throw new LetheError('invalid.query.param.value', `The searchValue is not a usable ${searchType}. ${hint}`, {
    details,
  });
}
