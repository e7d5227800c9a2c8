import type { IdentifierKey, SearchCall } from '@lethe/contracts';
import { earlierTermKeys, indexKind, termKeys } from '@lethe/matching';
import type { EntityManager } from 'typeorm';
import type { RecordType } from '../model/domain-model.ts';
import { askedValues, ROWS_ASKED } from '../sql/rows-of-keys.ts';
import { confirmOlder } from './confirm-older.ts';
import { runWith } from './run.ts';

export const PAGE = 500;

interface Found {
  record_type: string;
  record_id: string;
}

/**
 * One page of the subjects that a term finds: by its keys of today and, as long as records have keys of earlier rules, by
 * those, too; what these find must match by the rules of today. One statement where there are no such records.
 */
export async function findSubjects(manager: EntityManager, types: RecordType[], call: SearchCall): Promise<Found[]> {
  const { context, term, cursor } = call;
  const kind = indexKind(term.kind);
  const today = termKeys(term.kind, term.value, context.defaultCountry);
  const asked = today.map((key) => ({ kind, key }));
  const earlier = earlierTermKeys({ ...term, defaultCountry: context.defaultCountry }, today);
  const values = askedValues(context.organisationId, types, { asked, earlier });
  const page = (confirmed?: Found[]) =>
    manager.query<(Found & { older: boolean })[]>(pageSql(types), [
      ...values,
      cursor ?? null,
      confirmed?.map(({ record_type }) => record_type) ?? null,
      confirmed?.map(({ record_id }) => record_id) ?? null,
    ]);
  const rows = await page();
  if (rows[0]?.older !== true) return rows;
  const older = await manager.query<Found[]>(`${HIT} having bool_or(s.version < $6)`, values);
  return page(await matching(manager, types, older, { context, asked }));
}

async function matching(
  manager: EntityManager,
  types: RecordType[],
  older: Found[],
  by: { context: SearchCall['context']; asked: IdentifierKey[] },
): Promise<Found[]> {
  const run = runWith(manager);
  const found: Found[] = [];
  for (const type of types) {
    const ids = older.filter(({ record_type }) => record_type === type.type).map(({ record_id }) => record_id);
    for (let from = 0; from < ids.length; from += PAGE)
      for (const record_id of (await confirmOlder(run, type, ids.slice(from, from + PAGE), by)).keys())
        found.push({ record_type: type.type, record_id });
  }
  return found;
}

const HIT = `
  select s.record_type, s.record_id, bool_or(s.version < $6) older
    from ${ROWS_ASKED} group by 1, 2`;

/** Older hits count when they are confirmed ($8, $9); before that, one of them comes first and says that there are any. */
const pageSql = (types: RecordType[]): string => `
  with hit as materialized (${HIT}),
    found as materialized (
      select record_type, record_id from hit where not older
      union select record_type, record_id from unnest($8::text[], $9::uuid[]) c(record_type, record_id))
  select * from (
    select distinct record_type, record_id, false older
      from (${['select * from found', ...types.flatMap(membersOf)].join(' union all ')}) f
     where $7::uuid is null or record_id > $7::uuid
    union all (select record_type, record_id, true from hit where older and $8::text[] is null limit 1)) page
  order by older desc, record_id limit ${PAGE}`;

/** Whoever finds one member of a merge set sees all of them (requirements R50). */
function membersOf({ type, table, key, mergeSet }: RecordType): string[] {
  if (mergeSet === undefined) return [];
  return [
    `select '${type}', m.${key.column} from found f
       join ${table} r on r.organisation_id = $1 and r.${key.column} = f.record_id and f.record_type = '${type}'
       join ${table} m on m.organisation_id = $1 and m.${mergeSet.column} = r.${mergeSet.column}`,
  ];
}
