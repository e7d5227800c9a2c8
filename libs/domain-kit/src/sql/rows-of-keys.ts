import type { IdentifierKey } from '@lethe/contracts';
import { MATCHING_VERSION } from '@lethe/matching';
import type { RecordType } from '../model/domain-model.ts';

/**
 * SQL, after `from`: the index rows `s` of the keys `k(kind, key, ...)`, in the organisation of $1. One look-up for each
 * key: `offset 0` keeps every other condition out of it. PostgreSQL has no statistics of kinds and keys (libs/persistence,
 * no-samples.ts), and with the record type at hand it would rather read all of the organisation.
 */
export const rowsOfKeys = (keys: string, condition = 'true'): string =>
  `${keys} cross join lateral (
    select i.record_type, i.record_id, i.kind, i.key, i.version from subject_identifier i
     where i.organisation_id = $1 and i.kind = k.kind and i.key = k.key and ${condition} offset 0) s`;

/**
 * SQL, after `from`: the index rows of what is looked for, under its keys of today and, as long as there are records with
 * keys of earlier rules, under those. Parameters: `askedValues`.
 */
export const ROWS_ASKED = `${rowsOfKeys('unnest($2::text[], $3::text[], $4::boolean[]) k(kind, key, asked)', '(k.asked or i.version < $6)')}
   where s.record_type = any($5::text[])`;

/** $1 to $6 of a statement with `ROWS_ASKED`. */
export function askedValues(
  organisationId: string,
  types: readonly RecordType[],
  { asked, earlier }: { asked: readonly IdentifierKey[]; earlier: readonly IdentifierKey[] },
): unknown[] {
  const keys = [...asked, ...earlier];
  return [
    organisationId,
    keys.map(({ kind }) => kind),
    keys.map(({ key }) => key),
    keys.map((_, index) => index < asked.length),
    types.map(({ type }) => type),
    MATCHING_VERSION,
  ];
}
