/**
 * SQL, after `from`: the index rows `s` of the keys `k(kind, key, ...)`, in the organisation of $1. One look-up for each
 * key: `offset 0` keeps every other condition out of it. PostgreSQL has no statistics of kinds and keys (libs/persistence,
 * no-samples.ts), and with the record type at hand it would rather read all of the organisation.
 */
export const rowsOfKeys = (keys: string, condition = 'true'): string =>
  `${keys} cross join lateral (
    select i.record_type, i.record_id, i.kind, i.key, i.version from subject_identifier i
     where i.organisation_id = $1 and i.kind = k.kind and i.key = k.key and ${condition} offset 0) s`;
