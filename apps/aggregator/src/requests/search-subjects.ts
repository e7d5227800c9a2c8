import { LetheError, type SearchSubjectsCall, type SearchSubjectsReply } from '@lethe/contracts';
import { isSearchable } from '@lethe/matching';
import type { Core } from '../core.ts';
import { contextOf } from './context-of.ts';
import { searchAll } from './search-all.ts';

/** `GET /api/v2/gdpr/subjects`: changes nothing (requirements R34). */
export async function searchSubjects(
  core: Core,
  { principal, searchType, searchValue }: SearchSubjectsCall,
): Promise<SearchSubjectsReply> {
  if (!isSearchable(searchType, searchValue)) {
    const details = [{ errorCode: 'invalid.query.param.value', fieldName: 'searchValue' }];
    throw new LetheError('invalid.query.param.value', 'The term holds nothing that can be compared.', { details });
  }
  return { subjects: await searchAll(core, contextOf(principal), searchType, searchValue) };
}
