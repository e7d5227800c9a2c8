import type { Person } from '../people/person.ts';
import type { MeasuredStack } from '../stack/measured-stack.ts';
import type { Effect } from './effect.ts';

/** $1: contacts, $2: dialer contacts, $3: conversations. */
const QUERIES: Readonly<Record<string, string>> = {
  lethe_external_contacts: `
    select (select count(*)::int from external_contact where id = any($1::uuid[]) and $3::uuid[] is not null) as contacts,
      (select count(*)::int from subject_identifier where record_id = any($1::uuid[] || $2::uuid[])) as "contact keys"`,
  lethe_dialer: `
    select (select count(*)::int from dialer_contact where id = any($2::uuid[]) and $3::uuid[] is not null) as "dialer contacts",
      (select count(*)::int from subject_identifier where record_id = any($1::uuid[] || $2::uuid[])) as "dialer keys"`,
  lethe_conversations: `
    with p as materialized (select * from participant where conversation_id = any($3::uuid[])
        and $1::uuid[] is not null and $2::uuid[] is not null),
      d as materialized (select * from participant_data where conversation_id = any($3::uuid[])),
      m as materialized (select * from message where conversation_id = any($3::uuid[])),
      w as materialized (select * from wrapup where conversation_id = any($3::uuid[]))
    select (select count(*)::int from conversation where id = any($3::uuid[])) as conversations,
      (select count(*)::int from p) as participants, (select count(*)::int from p where external_contact_id is not null) as "of a contact",
      (select count(*)::int from p where user_id is not null) as agents, (select count(name)::int from p) as "names of participants",
      (select count(address)::int from p) as "addresses of participants", (select count(erased_at)::int from p) as "erased participants",
      (select count(talk_seconds)::int from p) as measures,
      (select count(*)::int from m) as messages, (select count(text_body)::int from m) as texts,
      (select count(erased_at)::int from m) as "erased messages",
      (select count(*)::int from d) as data, (select count(coalesce(ani, ani_name, dnis))::int from d) as "numbers of data",
      (select count(*)::int from d where attributes->>'plan' = '') as "emptied attributes", (select count(erased_at)::int from d) as "erased data",
      (select count(*)::int from w) as wrapups, (select count(notes)::int from w) as notes, (select count(code)::int from w) as codes,
      (select count(erased_at)::int from w) as "erased wrapups"`,
};

/** What is left of each of these people: gone, anonymised or still there. */
export async function leftOf(stack: MeasuredStack, people: readonly Person[]): Promise<Effect[]> {
  const effects: Effect[] = [];
  for (const { contacts, dialerContacts, conversations } of people) {
    const effect: Effect = {};
    for (const [database, query] of Object.entries(QUERIES)) {
      const session = await stack.session(database);
      const { rows } = await session.query<Effect>({
        name: `effect ${database}`,
        text: query,
        values: [contacts, dialerContacts, conversations],
      });
      Object.assign(effect, rows[0]);
    }
    effects.push(effect);
  }
  return effects;
}
