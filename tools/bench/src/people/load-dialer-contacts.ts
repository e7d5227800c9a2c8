import type { ClientBase } from 'pg';
import { IndexRows } from './index-rows.ts';
import type { Person } from './person.ts';

/** A contact list, and what its columns mean. */
export interface List {
  id: string;
  columnRoles: unknown;
}

export const COLUMNS = {
  columnNames: ['First name', 'Last name', 'Phone', 'Email'],
  phoneColumns: [{ columnName: 'Phone', type: 'cell' }],
  emailColumns: [{ columnName: 'Email', type: 'personal' }],
};

export const dataOf = (person: Person, position: number): Record<string, string> => ({
  'First name': person.given,
  'Last name': person.family,
  Phone: person.phone,
  Email: person.emails[position % person.emails.length]!,
});

/** The rows of these people in a contact list, and what finds them, in one transaction. */
export async function loadDialerContacts(
  client: ClientBase,
  people: readonly Person[],
  { organisationId, defaultCountry, list }: { organisationId: string; defaultCountry: string; list: List },
): Promise<void> {
  const index = new IndexRows('dialerContact', defaultCountry);
  const rows = people.flatMap((person) =>
    person.dialerContacts.map((id, position) => {
      const data = dataOf(person, position);
      index.add(id, person, { email: data['Email']!, phone: person.phone });
      return { id, data };
    }),
  );
  if (rows.length === 0) return;
  await client.query('begin');
  await client.query(
    `insert into dialer_contact (organisation_id, id, contact_list_id, data, column_roles, callable)
     select $1, r.id, $2, r.data, $3, true from jsonb_to_recordset($4) as r(id uuid, data jsonb)`,
    [organisationId, list.id, JSON.stringify(list.columnRoles), JSON.stringify(rows)],
  );
  await index.insert(client, organisationId);
  await client.query('commit');
}
