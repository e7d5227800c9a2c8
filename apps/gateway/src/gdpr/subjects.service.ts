import { Injectable } from '@nestjs/common';
import {
  LetheError,
  SearchSubjectsReply,
  SUBJECTS,
  wholeListing,
  type GdprSubject,
  type Listing,
  type Principal,
} from '@lethe/contracts';
import { isSearchable, termKeys } from '@lethe/matching';
import { MessagingClient } from '@lethe/messaging';
import type { SubjectQuery } from './queries.ts';

@Injectable()
export class SubjectsService {
  constructor(private readonly messaging: MessagingClient) {}

  /** All subjects that match; the operation has no paging (requirements R27). */
  async search(principal: Principal, asked: SubjectQuery): Promise<Listing<GdprSubject>> {
    const query = withPlus(asked);
    assertSearchable(query);
    const { subjects } = await this.messaging.call(
      SUBJECTS.aggregator.searchSubjects,
      { principal, ...query },
      SearchSubjectsReply,
    );
    return wholeListing(subjects, '/api/v2/gdpr/subjects', { ...query });
  }
}

/** A plus that nobody encoded arrives as a space. It is read as a plus where that makes a number that its plan takes. */
function withPlus(query: SubjectQuery): SubjectQuery {
  const { searchType, searchValue } = query;
  if ((searchType !== 'PHONE' && searchType !== 'WHATSAPP') || !/^ \d/.test(searchValue)) return query;
  const international = `+${searchValue.slice(1)}`;
  const valid = termKeys(searchType, international).every((key) => key.startsWith('+'));
  return valid ? { searchType, searchValue: international } : query;
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
