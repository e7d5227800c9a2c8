import type { Store } from './pools.ts';

/** $2: contacts, $3: dialer contacts. Each record type as one JSON array, so that nothing is parsed in between. */
export interface Read {
  store: Store;
  recordType: string;
  name: string;
  text: string;
}

const LEFT_OUT = `'{organisation_id,erased_at,column_roles,file_key,file_location}'::text[]`;

const read = (store: Store, recordType: string, from: string): Read => ({
  store,
  recordType,
  name: `read-${recordType}`,
  text: `select coalesce(json_agg(jsonb_strip_nulls(to_jsonb(r) - ${LEFT_OUT}) order by r.id), '[]')::text as records, count(*)::int as n
    from ${from} and $2::uuid[] is not null and $3::uuid[] is not null`,
});

const MINE = `participant p where p.organisation_id = $1 and p.external_contact_id = any($2::uuid[]) and p.erased_at is null`;

/** Rows of a conversation that are the person's: their own, or all where no other contact takes part. */
const ofConversations = (
  table: string,
): string => `${table} r where r.organisation_id = $1 and r.conversation_id = any(array(
  select p.conversation_id from ${MINE})) and (r.participant_id = any(array(select p.id from ${MINE})) or not exists (
    select from participant o where o.organisation_id = $1 and o.conversation_id = r.conversation_id and o.external_contact_id is not null
      and o.erased_at is null and o.external_contact_id <> all($2::uuid[])))`;

export const READS: readonly Read[] = [
  read('external-contacts', 'externalContact', 'external_contact r where r.organisation_id = $1 and r.id = any($2)'),
  read(
    'external-contacts',
    'externalContactNote',
    'contact_note r where r.organisation_id = $1 and r.contact_id = any($2)',
  ),
  read('dialer', 'dialerContact', 'dialer_contact r where r.organisation_id = $1 and r.id = any($3)'),
  read('dialer', 'dialerCallRecord', 'call_record r where r.organisation_id = $1 and r.contact_id = any($3)'),
  read(
    'conversations',
    'participant',
    'participant r where r.organisation_id = $1 and r.external_contact_id = any($2) and r.erased_at is null',
  ),
  read('conversations', 'participantData', ofConversations('participant_data')),
  read('conversations', 'wrapup', ofConversations('wrapup')),
  read('conversations', 'message', ofConversations('message')),
  read('conversations', 'messageParty', ofConversations('message_party')),
  read('conversations', 'attachment', ofConversations('attachment')),
];
