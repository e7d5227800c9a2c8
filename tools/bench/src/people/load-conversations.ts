import type { ClientBase } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Person } from './person.ts';

const MESSAGES = 20;

/**
 * Of each conversation the contact, an agent, what the agent noted, the contact's number and the messages. Nobody is
 * found by them but through the contact, so there is no index to keep.
 */
export async function loadConversations(
  client: ClientBase,
  people: readonly Person[],
  { organisationId }: { organisationId: string },
): Promise<void> {
  const rows = people.flatMap((person) =>
    person.conversations.map((id, position) => ({
      id,
      customer: uuidv7(),
      agent: uuidv7(),
      agent_user: uuidv7(),
      contact: person.contacts[position % person.contacts.length]!,
      name: `${person.given} ${person.family}`,
      phone: person.phone,
    })),
  );
  if (rows.length === 0) return;
  await client.query(LOAD, [organisationId, JSON.stringify(rows), MESSAGES]);
}

/** Foreign keys are looked at when the statement ends. */
const LOAD = `
  with c as materialized (
    select * from jsonb_to_recordset($2) as r(id uuid, customer uuid, agent uuid, agent_user uuid, contact uuid, name text, phone text)
  ), conversations as (
    insert into conversation (organisation_id, id, start_time, end_time)
      select $1::uuid, id, lethe_now() - interval '2 days', lethe_now() - interval '2 days' + interval '20 minutes' from c
  ), participants as (
    insert into participant (organisation_id, id, conversation_id, position, purpose, media_type, external_contact_id, user_id, name, address,
        start_time, talk_seconds)
      select $1::uuid, customer, id, 0, 'customer', 'webmessaging', contact, null, name, phone, lethe_now() - interval '2 days', 600 from c
      union all
      select $1::uuid, agent, id, 1, 'agent', 'webmessaging', null, agent_user, 'Agent ' || left(id::text, 8), null,
        lethe_now() - interval '2 days', 600 from c
  ), data as (
    insert into participant_data (organisation_id, id, conversation_id, participant_id, media_type, ani, ani_name, attributes)
      select $1::uuid, uuidv7(), id, customer, 'webmessaging', phone, name, '{"plan": "gold"}' from c
  ), wrapups as (
    insert into wrapup (organisation_id, id, conversation_id, participant_id, code, notes)
      select $1::uuid, uuidv7(), id, agent, 'resolved', name || ' asked about an invoice' from c
  )
  insert into message (organisation_id, id, conversation_id, participant_id, purpose, media_type, direction, "time", text_body)
    select $1::uuid, uuidv7(), c.id, case n % 2 when 0 then c.agent else c.customer end, case n % 2 when 0 then 'agent' else 'customer' end,
      'webmessaging', case n % 2 when 0 then 'outbound' else 'inbound' end, lethe_now() - interval '2 days' + n * interval '30 seconds',
      'Message ' || n || ': ' || repeat('a few words of a conversation, ', 5)
    from c cross join generate_series(1, $3::int) n`;
