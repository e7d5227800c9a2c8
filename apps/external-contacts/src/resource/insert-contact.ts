import type { Principal } from '@lethe/contracts';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ExternalContact } from '../entities/external-contact.ts';
import type { ContactFields } from './contact-fields.ts';

/** One insert, without the look-up that `save` would make first. */
export async function insertContact(
  manager: EntityManager,
  caller: Pick<Principal, 'organisationId'>,
  fields: ContactFields,
): Promise<ExternalContact> {
  const own = {
    organisationId: caller.organisationId,
    id: uuidv7(),
    type: 'Curated' as const,
    canonicalContactId: null,
    mergedToId: null,
  };
  const contact = Object.assign(new ExternalContact(), own, fields);
  await manager.insert(ExternalContact, contact as never);
  return contact;
}
