/** What was done once is not done again: the task's row and its effect are one statement. */
const ONCE = `done as (insert into inbox (organisation_id, task_id, fence, digest, outcome) values ($1, $2, 1, 'rival', '{}') returning task_id)`;

/** $2: task, $3: the contacts of a merge set. Nothing is erased when the set has got another member. */
export const ERASE_CONTACTS = {
  name: 'erase-contacts',
  text: `
    with ${ONCE}, whole as materialized (
      select not exists (select from external_contact o where o.organisation_id = $1 and o.canonical_contact_id = any($3::uuid[])
        and o.id <> all($3::uuid[])) as whole
    ), contacts as (
      delete from external_contact c using whole w, done where w.whole and c.organisation_id = $1 and c.id = any($3::uuid[]) returning c.id
    ), unindexed as (
      delete from subject_identifier s using contacts c where s.organisation_id = $1 and s.record_type = 'externalContact' and s.record_id = c.id
    )
    select count(*)::int as records from contacts`,
};

/** $2: task, $3: dialer contacts. Call records go with them. */
export const ERASE_DIALER_CONTACTS = {
  name: 'erase-dialer-contacts',
  text: `
    with ${ONCE}, contacts as (
      delete from dialer_contact c using done where c.organisation_id = $1 and c.id = any($3::uuid[]) returning c.id
    ), unindexed as (
      delete from subject_identifier s using contacts c where s.organisation_id = $1 and s.record_type = 'dialerContact' and s.record_id = c.id
    )
    select count(*)::int as records from contacts`,
};

const others = `
  select from participant o where o.organisation_id = $1 and o.conversation_id = p.conversation_id and o.external_contact_id is not null
    and o.erased_at is null and o.external_contact_id <> all($3::uuid[])`;

const held = `
  select from recording h where h.organisation_id = $1 and h.conversation_id = p.conversation_id and h.hold_ground is not null`;

/** Rows of these participants, and of everybody in a conversation that no other contact takes part in. */
const theirs = (table: string) =>
  `from mine m where ${table}.organisation_id = $1 and ${table}.conversation_id = m.conversation_id and (m.sole or ${table}.participant_id = m.id)`;

/** $2: task, $3: contacts. */
export const ERASE_CONVERSATIONS = {
  name: 'erase-conversations',
  text: `
    with ${ONCE}, mine as materialized (
      select p.id, p.conversation_id, not exists (${others}) as sole, exists (${held}) as held from participant p, done
      where p.organisation_id = $1 and p.external_contact_id = any($3::uuid[]) and p.erased_at is null
    ), participants as (
      update participant set name = null, address = null, external_contact_id = case when m.held then external_contact_id end,
        erased_at = lethe_now() from mine m where organisation_id = $1 and participant.id = m.id returning 1
    ), messages as (
      update message set subject = null, text_body = null, html_body = null, erased_at = lethe_now() ${theirs('message')}
        and message.erased_at is null returning 1
    ), parties as (
      delete from message_party using mine m where message_party.organisation_id = $1 and message_party.conversation_id = m.conversation_id
        and (m.sole or message_party.participant_id = m.id) returning 1
    ), data as (
      update participant_data set ani = null, ani_name = null, dnis = null, erased_at = lethe_now(),
        attributes = (select jsonb_object_agg(key, '') from jsonb_object_keys(attributes) key) ${theirs('participant_data')}
        and participant_data.erased_at is null returning 1
    ), wrapups as (
      update wrapup set notes = null, erased_at = lethe_now() ${theirs('wrapup')} and wrapup.erased_at is null returning 1
    ), attachments as (
      delete from attachment using mine m where attachment.organisation_id = $1 and attachment.conversation_id = m.conversation_id
        and (m.sole or attachment.participant_id = m.id) returning file_location
    ), recordings as (
      delete from recording using mine m where recording.organisation_id = $1 and recording.conversation_id = m.conversation_id
        and m.sole and recording.hold_ground is null returning file_location
    ), files as (
      insert into storage_removal (organisation_id, location, task_id)
        select $1, f.file_location, $2 from (select * from attachments union all select * from recordings) f
        where f.file_location is not null on conflict do nothing returning location
    )
    select (select count(*)::int from participants) as participants, (select count(*)::int from messages) as messages,
      (select count(*)::int from parties) as parties, (select count(*)::int from data) as data,
      (select count(*)::int from wrapups) as wrapups, (select count(*)::int from attachments) as attachments,
      (select count(*)::int from recordings) as recordings, (select json_agg(location) from files) as files`,
};
