import { indexKind, termKeys } from '@lethe/matching';
import type { Pools, Store } from './pools.ts';

const HITS = (type: string) => `
  select s.record_id as id from subject_identifier s
    where s.organisation_id = $1 and s.kind = $2 and s.key = any($3::text[]) and s.record_type = '${type}'`;

const STATEMENTS: readonly { store: Store; name: string; text: string }[] = [
  {
    store: 'external-contacts',
    name: 'search-contacts',
    text: `
      with hit as materialized (${HITS('externalContact')}), whole as materialized (
        select id from hit
        union
        select m.id from hit h join external_contact r on r.organisation_id = $1 and r.id = h.id
          join external_contact m on m.organisation_id = $1 and m.canonical_contact_id = r.canonical_contact_id
      )
      select c.* from whole w join external_contact c on c.organisation_id = $1 and c.id = w.id`,
  },
  {
    store: 'dialer',
    name: 'search-dialer-contacts',
    text: `select c.* from (${HITS('dialerContact')}) h join dialer_contact c on c.organisation_id = $1 and c.id = h.id`,
  },
  {
    store: 'directory',
    name: 'search-users',
    text: `select u.* from (${HITS('user')}) h join directory_user u on u.organisation_id = $1 and u.id = h.id`,
  },
];

/** Everybody whom an e-mail address finds, as the records that the API shows of them. */
export async function search(pools: Pools, email: string): Promise<Record<string, unknown>[]> {
  const values = [indexKind('EMAIL'), termKeys('EMAIL', email, 'US')];
  const found = await Promise.all(
    STATEMENTS.map(({ store, ...statement }) => pools.run<Record<string, unknown>>(store, statement, values)),
  );
  return found.flat();
}
