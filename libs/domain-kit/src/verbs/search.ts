import { LetheError, type SearchCall, type SearchReply } from '@lethe/contracts';
import { indexKind, termKeys } from '@lethe/matching';
import { z } from 'zod';
import type { DomainStore } from '../domain-store.ts';
import type { RecordType } from '../model/domain-model.ts';
import { subjectOf } from '../model/subject-of.ts';
import { loadRecords } from './load-records.ts';
import { possibleMatches } from './possible-matches.ts';

const PAGE = 500;

/** Subjects one of whose identifiers equals the term: one indexed look-up, whatever the size of the store. */
export async function search(store: DomainStore, call: SearchCall): Promise<SearchReply> {
  const { context, term, cursor } = call;
  // The id of the last record of the page before.
  if (!z.guid().optional().safeParse(cursor).success)
    throw new LetheError('bad.request', 'The cursor is none of ours.', {
      details: [{ errorCode: 'invalid.value', fieldName: 'cursor' }],
    });
  const keys = termKeys(term.kind, term.value, context.defaultCountry);
  const types = store.model.recordTypes.filter((type) => type.subjectId !== undefined);
  if (types.length === 0) return { subjects: [] };
  return store.transaction(context, async (manager) => {
    const rows = await manager.query<{ record_type: string; record_id: string }[]>(
      `with found as materialized (${FOUND})
       select distinct record_type, record_id from (${['select * from found', ...types.flatMap(membersOf)].join(' union all ')}) f
       where $5::uuid is null or record_id > $5::uuid order by record_id limit ${PAGE}`,
      [context.organisationId, indexKind(term.kind), keys, types.map((type) => type.type), cursor ?? null],
    );
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

const FOUND = `select record_type, record_id from subject_identifier
  where organisation_id = $1 and kind = $2 and key = any($3::text[]) and record_type = any($4::text[])`;

/** Whoever finds one member of a merge set sees all of them (requirements R50). */
function membersOf({ type, table, key, mergeSet }: RecordType): string[] {
  if (mergeSet === undefined) return [];
  return [
    `select '${type}', m.${key.column} from found f
       join ${table} r on r.organisation_id = $1 and r.${key.column} = f.record_id and f.record_type = '${type}'
       join ${table} m on m.organisation_id = $1 and m.${mergeSet.column} = r.${mergeSet.column}`,
  ];
}
