import type { Store } from './pools.ts';

/**
 * $2: contacts, or of the dialer its contacts. By contact the records of one type as a JSON array, which nothing parses
 * in between; of the dialer for all contacts together.
 */
export interface Read {
  store: Store;
  recordType: string;
  name: string;
  text: string;
}

const LEFT_OUT = `'{organisation_id,erased_at,column_roles,file_key,file_location}'::text[]`;

const read = (store: Store, recordType: string, contact: string, from: string): Read => ({
  store,
  recordType,
  name: `read-${recordType}`,
  text: `select ${contact} as contact, json_agg(jsonb_strip_nulls(to_jsonb(r) - ${LEFT_OUT}) order by r.id)::text as json, count(*)::int as count
    from ${from} group by 1`,
});

/** Rows of a conversation that are the person's: their own, or all where no contact but these takes part. */
const ofConversations = (table: string): string => `
  (select external_contact_id as contact, conversation_id, array_agg(id) as ids from participant
     where organisation_id = $1 and external_contact_id = any($2::uuid[]) and erased_at is null group by 1, 2) p
  join ${table} r on r.organisation_id = $1 and r.conversation_id = p.conversation_id and (r.participant_id = any(p.ids) or not exists (
    select from participant o where o.organisation_id = $1 and o.conversation_id = p.conversation_id and o.external_contact_id is not null
      and o.erased_at is null and o.external_contact_id <> all($2::uuid[])))`;

const byPerson = (recordType: string, table: string): Read =>
  read('conversations', recordType, 'p.contact', ofConversations(table));

export const READS: readonly Read[] = [
  read(
    'external-contacts',
    'externalContact',
    'r.id',
    'external_contact r where r.organisation_id = $1 and r.id = any($2::uuid[])',
  ),
  read(
    'external-contacts',
    'externalContactNote',
    'r.contact_id',
    'contact_note r where r.organisation_id = $1 and r.contact_id = any($2::uuid[])',
  ),
  read(
    'dialer',
    'dialerContact',
    'null::uuid',
    'dialer_contact r where r.organisation_id = $1 and r.id = any($2::uuid[])',
  ),
  read(
    'dialer',
    'dialerCallRecord',
    'null::uuid',
    'call_record r where r.organisation_id = $1 and r.contact_id = any($2::uuid[])',
  ),
  read(
    'conversations',
    'participant',
    'r.external_contact_id',
    'participant r where r.organisation_id = $1 and r.external_contact_id = any($2::uuid[]) and r.erased_at is null',
  ),
  byPerson('participantData', 'participant_data'),
  byPerson('wrapup', 'wrapup'),
  byPerson('message', 'message'),
  byPerson('messageParty', 'message_party'),
  byPerson('attachment', 'attachment'),
];
