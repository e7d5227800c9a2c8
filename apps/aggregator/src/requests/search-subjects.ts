import { LetheError, type SearchSubjectsCall, type SearchSubjectsReply } from '@lethe/contracts';
import { isSearchable } from '@lethe/matching';
import type { Core } from '../core.ts';
import { contextOf } from './context-of.ts';
import { searchWith } from './search-all.ts';

/** `GET /api/v2/gdpr/subjects`: changes nothing (requirements R34). */
export async function searchSubjects(
  core: Core,
  { principal, searchType, searchValue, possible }: SearchSubjectsCall,
): Promise<SearchSubjectsReply> {
  if (!isSearchable(searchType, searchValue)) {
    const details = [{ errorCode: 'invalid.query.param.value', fieldName: 'searchValue' }];
    throw new LetheError('invalid.query.param.value', 'The term holds nothing that can be compared.', { details });
  }
  const { subjects, possibleMatches } = await searchWith(core, {
    context: contextOf(principal),
    term: { kind: searchType, value: searchValue },
    ...(possible && { possible }),
  });
  return { subjects, ...(possible && { possibleMatches }) };
}
