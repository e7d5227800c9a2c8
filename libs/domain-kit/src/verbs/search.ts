import { LetheError, type SearchCall, type SearchReply } from '@lethe/contracts';
import { z } from 'zod';
import type { DomainStore } from '../domain-store.ts';
import { subjectOf } from '../model/subject-of.ts';
import { findSubjects, PAGE } from './find-subjects.ts';
import { loadRecords } from './load-records.ts';
import { possibleMatches } from './possible-matches.ts';

/** Subjects one of whose identifiers equals the term: one indexed look-up, whatever the size of the store. */
export async function search(store: DomainStore, call: SearchCall): Promise<SearchReply> {
  const { context, cursor } = call;
  // The id of the last record of the page before.
  if (!z.guid().optional().safeParse(cursor).success)
    throw new LetheError('bad.request', 'Invalid cursor.', {
      details: [{ errorCode: 'invalid.value', fieldName: 'cursor' }],
    });
  const types = store.model.recordTypes.filter((type) => type.subjectId !== undefined);
  if (types.length === 0 || store.model.searches.length === 0) return { subjects: [] };
  return store.transaction(context, async (manager) => {
    const rows = await findSubjects(manager, types, call);
    const subjects = [];
    for (const type of types) {
      const ids = rows.filter((row) => row.record_type === type.type).map((row) => row.record_id);
      for (const record of await loadRecords(manager, type, ids))
        subjects.push(subjectOf(type, record, context.defaultCountry));
    }
    const offered =
      call.possible === true && cursor === undefined ? await possibleMatches(manager, types, call) : undefined;
    return {
      subjects,
      ...(offered && { possibleMatches: offered }),
      ...(rows.length === PAGE && { next: rows[PAGE - 1]!.record_id }),
    };
  });
}
