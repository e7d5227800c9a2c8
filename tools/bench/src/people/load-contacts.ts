import type { ClientBase } from 'pg';
import { IndexRows } from './index-rows.ts';
import type { Person } from './person.ts';

/** What the API stores for a phone number with its country. */
export const phoneOf = ({ phone }: Person) => ({
  display: phone,
  userInput: phone,
  e164: phone,
  countryCode: 'CZ',
});

/** The contacts of these people, and what finds them, in one transaction. */
export async function loadContacts(
  client: ClientBase,
  people: readonly Person[],
  { organisationId, defaultCountry }: { organisationId: string; defaultCountry: string },
): Promise<void> {
  const index = new IndexRows('externalContact', defaultCountry);
  const rows = people.flatMap((person) => {
    const canonical = person.contacts.length > 1 ? person.contacts.at(-1)! : null;
    return person.contacts.map((id, position) => {
      const email = person.emails[position]!;
      index.add(id, person, { email, phone: person.phone });
      return {
        id,
        first_name: person.given,
        last_name: person.family,
        personal_email: email,
        cell_phone: phoneOf(person),
        canonical_contact_id: canonical,
        merged_to_id: id === canonical ? null : canonical,
      };
    });
  });
  await client.query('begin');
  await client.query(
    `insert into external_contact (organisation_id, id, first_name, last_name, personal_email, cell_phone, canonical_contact_id, merged_to_id)
     select $1, r.* from jsonb_to_recordset($2) as r(id uuid, first_name text, last_name text, personal_email text, cell_phone jsonb,
       canonical_contact_id uuid, merged_to_id uuid)`,
    [organisationId, JSON.stringify(rows)],
  );
  await index.insert(client, organisationId);
  await client.query('commit');
}
