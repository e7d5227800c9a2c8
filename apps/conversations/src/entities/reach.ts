import { idsOfPerson } from '@lethe/domain-kit';

/**
 * SQL on a participant (alias `p`): another external contact takes part in the conversation. Contacts that the same
 * request, or another one of its group, acts on are the subject; a participant that was anonymised has no link any more, so the last contact of several
 * to be erased takes the rest along.
 */
export const SEVERAL = `exists (select from participant o where o.organisation_id = $1
  and o.conversation_id = p.conversation_id and o.external_contact_id is not null
  and o.external_contact_id::text <> all(${idsOfPerson('externalContactId')}))`;

/** SQL on a participant: it is linked to an external contact, and no other contact takes part (requirements D11). */
export const SOLE = `(p.external_contact_id is not null and not ${SEVERAL})`;

/** SQL on a participant: the subject is an employee of the organisation. */
export const AGENT = 'p.user_id is not null';

/** Customers may have to keep what their employees said to others (requirements R84). */
export const AGENT_GROUND = 'R84, Art. 17(3)(e) GDPR: records of what employees did';
