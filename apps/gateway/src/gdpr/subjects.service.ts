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
import { isSearchable } from '@lethe/matching';
import { MessagingClient } from '@lethe/messaging';
import type { SubjectQuery } from './queries.ts';

@Injectable()
export class SubjectsService {
  constructor(private readonly messaging: MessagingClient) {}

  /** All subjects that match; the operation has no paging (requirements R27). */
  async search(principal: Principal, query: SubjectQuery): Promise<Listing<GdprSubject>> {
    assertSearchable(query);
    const { subjects } = await this.messaging.call(
      SUBJECTS.aggregator.searchSubjects,
      { principal, ...query },
      SearchSubjectsReply,
    );
    return wholeListing(subjects, '/api/v2/gdpr/subjects', { ...query });
  }
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
