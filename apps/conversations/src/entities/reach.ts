import { idsOfPerson } from '@lethe/domain-kit';

/**
 * SQL on a participant (alias `p`): another external contact takes part in the conversation. Contacts that the same
 * request, or another one of its group, acts on are the subject; a participant that was anonymised takes part no more,
 * so the last contact of several to be erased takes the rest along.
 */
export const SEVERAL = `exists (select from participant o where o.organisation_id = $1
  and o.conversation_id = p.conversation_id and o.external_contact_id is not null and o.erased_at is null
  and o.external_contact_id::text <> all(${idsOfPerson('externalContactId')}))`;

/** SQL on a participant: it is linked to an external contact, and no other contact takes part (requirements D11). */
export const SOLE = `(p.external_contact_id is not null and not ${SEVERAL})`;

/** SQL on a participant: the subject is an employee of the organisation. */
export const AGENT = 'p.user_id is not null';

/** Customers may have to keep what their employees said to others (requirements R84). */
export const AGENT_GROUND = 'R84, Art. 17(3)(e) GDPR: records of what employees did';

/**
 * SQL on a participant (alias `r`): the ground of a hold on a recording of its conversation. Who was erased keeps the id
 * that long, so that the same person can still ask for what is held (requirements D24).
 */
export const HELD = `select min(h.hold_ground) from recording h
  where h.organisation_id = r.organisation_id and h.conversation_id = r.conversation_id and r.external_contact_id is not null`;
