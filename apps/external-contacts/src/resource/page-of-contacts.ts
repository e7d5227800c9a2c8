import type { Page, Principal } from '@lethe/contracts';
import { rowsOfKeys } from '@lethe/domain-kit';
import { foldText, IDENTIFIER_KINDS, indexKind, termKeys } from '@lethe/matching';
import type { EntityManager } from 'typeorm';

/**
 * Contacts whose names have a word that starts with each word of the search, and those of which it is another
 * identifier.
 */
const MATCHING = `
  select s.record_id id from ${rowsOfKeys('unnest($4::text[], $5::text[]) k(kind, key)')}
    where s.record_type = 'externalContact'
  union
  select record_id from subject_identifier
    where organisation_id = $1 and kind = 'NAME' and record_type = 'externalContact' and cardinality($6::text[]) > 0
      and ' ' || key like all ($6::text[])`;
const ALL = 'select id from external_contact where organisation_id = $1';

/** Ids of one page, oldest first, and how many there are in all. */
export async function pageOfContacts(
  manager: EntityManager,
  caller: Principal,
  page: Page,
  q?: string,
): Promise<{ ids: string[]; total: number }> {
  const searched = q === undefined || q === '' ? [] : searchValues(q, caller.defaultCountry);
  const values = [caller.organisationId, (page.pageNumber - 1) * page.pageSize, page.pageSize, ...searched];
  const [row] = await manager.query<{ ids: string[]; total: number }[]>(
    `with found as (${searched.length === 0 ? ALL : MATCHING})
     select array(select id from found order by id offset $2 limit $3) ids, (select count(*)::int from found) total`,
    values,
  );
  return row!;
}

function searchValues(q: string, defaultCountry: string): string[][] {
  const exact = IDENTIFIER_KINDS.filter((kind) => kind !== 'NAME').flatMap((kind) =>
    termKeys(kind, q, defaultCountry).map((key) => ({ kind: indexKind(kind), key })),
  );
  const words = foldText(q)
    .split(/[\s.,;]+/)
    .filter(Boolean);
  return [
    exact.map(({ kind }) => kind),
    exact.map(({ key }) => key),
    words.map((word) => `% ${word.replace(/[\\%_]/g, '\\$&')}%`),
  ];
}
