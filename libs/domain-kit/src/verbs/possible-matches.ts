import type { PossibleMatch, SearchCall } from '@lethe/contracts';
import { indexKind, possibleMatch, possibleTermKeys, termKeys, type Term } from '@lethe/matching';
import type { EntityManager } from 'typeorm';
import type { RecordType } from '../model/domain-model.ts';
import { identifiersOf, possibleKind, valueOf } from '../model/identifiers-of.ts';
import { subjectOf } from '../model/subject-of.ts';
import { rowsOfKeys } from '../sql/rows-of-keys.ts';
import { loadRecords } from './load-records.ts';

/** Records that are looked at; a person who would look twice does not look at more. */
const LOOKED_AT = 500;

/** Subjects that a person would look twice at, each with the reason; never one that the term itself finds. */
export async function possibleMatches(
  manager: EntityManager,
  types: RecordType[],
  { context, term: { kind, value } }: SearchCall,
): Promise<PossibleMatch[]> {
  const { organisationId, defaultCountry } = context;
  const term: Term = { kind, value, defaultCountry };
  const candidates = possibleTermKeys(term);
  if (candidates.length === 0) return [];
  const rows = await manager.query<{ record_type: string; record_id: string }[]>(CANDIDATES, [
    organisationId,
    possibleKind(kind),
    candidates,
    types.map(({ type }) => type),
    indexKind(kind),
    termKeys(kind, value, defaultCountry),
  ]);
  const offered: PossibleMatch[] = [];
  for (const type of types) {
    const ids = rows.filter((row) => row.record_type === type.type).map((row) => row.record_id);
    for (const record of await loadRecords(manager, type, ids)) {
      const doubt = doubtOf(type, record, term);
      if (doubt === undefined || valueOf(record, type.key) === undefined) continue;
      const reason = { code: doubt, message: MESSAGES[doubt] ?? 'It may be another spelling of the same.' };
      offered.push({ subject: subjectOf(type, record, defaultCountry), reason });
    }
  }
  return offered;
}

function doubtOf(type: RecordType, record: object, term: Term): string | undefined {
  for (const found of identifiersOf(type, record)) {
    if ('hashed' in found) continue;
    const doubt = possibleMatch(found, term, term.defaultCountry);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

/** Possible keys first, then those are left out whom the term finds. */
const CANDIDATES = `
  select distinct s.record_type, s.record_id from ${rowsOfKeys('(select $2::text kind, unnest($3::text[]) key) k')}
   where s.record_type = any($4::text[])
     and not exists (select from subject_identifier t where t.organisation_id = $1 and t.record_type = s.record_type
       and t.record_id = s.record_id and t.kind = $5 and t.key = any($6::text[]))
   order by 2 limit ${LOOKED_AT}`;

/** What a person reads; by the reasons of docs/matching.md. */
const MESSAGES: Record<string, string> = {
  initial: 'One of the names is an initial.',
  missingPart: 'One of the names has a part that the other lacks.',
  particles: 'Small words of the names, such as van or de, differ or are written together.',
  joined: 'One of the names is written together.',
  oneEdit: 'The names differ by one letter.',
  oneToken: 'One of the names is a single word, and the other one has it too.',
  shortForm: 'One of the names may be a short form of the other.',
  transliteration: 'The names may be transliterations of one name.',
  generation: 'One of the names says the generation (Jr., II).',
  number: 'One of the names has a number behind it.',
  extension: 'One of the numbers has an extension.',
  otherCountry: 'The digits are those of a number of another country.',
  plusTag: 'The addresses differ by what stands behind a plus.',
  localDots: 'The addresses differ by dots before the @.',
  abbreviation: 'One of the addresses has an abbreviation.',
  missingUnit: 'One of the addresses has no flat or unit.',
  missingPostalCode: 'One of the addresses has no postal code.',
};
