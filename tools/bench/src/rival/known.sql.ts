/** Kinds of keys that link records; names and addresses alone do not. */
const LINKING = `s.kind not in ('NAME', 'ADDRESS') and s.kind not like 'possible:%'`;

/** $2: a contact. Its merge set, with what links other records to it. */
export const MEMBERS = {
  name: 'members',
  text: `
    with asked as materialized (
      select id, canonical_contact_id from external_contact where organisation_id = $1 and id = $2
    ), members as materialized (
      select id from asked
      union
      select m.id from asked a join external_contact m on m.organisation_id = $1 and m.canonical_contact_id = a.canonical_contact_id
    )
    select c.id, c.first_name as given, c.last_name as family,
      coalesce((select json_agg(json_build_array(s.kind, s.key)) from subject_identifier s
        where s.organisation_id = $1 and s.record_id = c.id and s.record_type = 'externalContact' and ${LINKING}), '[]') as keys
    from members m join external_contact c on c.organisation_id = $1 and c.id = m.id`,
};

const carriers = (type: string, columns: string, table: string): string => `
  select r.id, ${columns} from (
    select distinct s.record_id as id from unnest($2::text[], $3::text[]) k(kind, key)
      join subject_identifier s on s.organisation_id = $1 and s.kind = k.kind and s.key = k.key where s.record_type = '${type}'
  ) f join ${table} r on r.organisation_id = $1 and r.id = f.id`;

/** $2, $3: keys. */
export const DIALER_CONTACTS = {
  name: 'dialer-contacts',
  text: carriers('dialerContact', 'r.data, r.column_roles as roles', 'dialer_contact'),
};

/** $2, $3: keys. Contacts that nobody merged with these. */
export const CONTACTS = {
  name: 'contacts',
  text: carriers('externalContact', 'r.first_name as given, r.last_name as family', 'external_contact'),
};

/** $2, $3: keys. Users are named, and left to a request of their own. */
export const USERS = { name: 'users', text: carriers('user', 'r.name, r.state', 'directory_user') };

/** $2, $3: keys. */
export const TABLE_ROWS = {
  name: 'table-rows',
  text: carriers('dataTableRow', 'r.table_id as table', 'data_table_row'),
};

/** $2: contacts. */
export const PARTICIPANTS = {
  name: 'participants',
  text: `select id from participant where organisation_id = $1 and external_contact_id = any($2::uuid[]) and erased_at is null`,
};

/** $2, $3: keys; $4: dialer contacts that were found. What is left of them, and who has come since. */
export const DIALER_LEFT = {
  name: 'dialer-left',
  text: `select (select count(*)::int from dialer_contact where organisation_id = $1 and id = any($4::uuid[]))
    + (select count(*)::int from unnest($2::text[], $3::text[]) k(kind, key) join subject_identifier s
        on s.organisation_id = $1 and s.kind = k.kind and s.key = k.key where s.record_id = any($4::uuid[])) as left`,
};

/** $2: contacts. */
export const CONTACTS_LEFT = {
  name: 'contacts-left',
  text: `select (select count(*)::int from external_contact where organisation_id = $1 and (id = any($2::uuid[])))
    + (select count(*)::int from external_contact where organisation_id = $1 and canonical_contact_id = any($2::uuid[])) as left`,
};
