import { LetheError } from '@lethe/contracts';
import type { EntityManager } from 'typeorm';
import { ExternalContact } from '../entities/external-contact.ts';
import type { ContactView } from './contact-schema.ts';
import { contactView } from './contact-view.ts';
import { mergeSets } from './merge-set.ts';

export const contactNotFound = () => new LetheError('contact.not.found', 'The contact was not found.');

/** @throws LetheError contact.not.found */
export async function findContact(
  manager: EntityManager,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ExternalContact> {
  const contact = await manager.findOne(ExternalContact, {
    where: { id },
    ...(options.lock && { lock: { mode: 'pessimistic_write' } }),
  });
  if (contact === null) throw contactNotFound();
  return contact;
}

/** The contact that speaks for this one: the canonical contact of its merge set while it lives, else itself. */
export async function canonicalOf(
  manager: EntityManager,
  contact: ExternalContact,
  options: { lock?: boolean } = {},
): Promise<ExternalContact> {
  const { id, canonicalContactId } = contact;
  if (canonicalContactId === null || canonicalContactId === id) return contact;
  return findContact(manager, canonicalContactId, options).catch((error: unknown) => {
    if (error instanceof LetheError) return contact;
    throw error;
  });
}

/** As a plain GET answers: the canonical contact's values under the contact's own id. */
export async function resolvedView(
  manager: EntityManager,
  contact: ExternalContact,
  canonical: ExternalContact,
): Promise<ContactView> {
  const { id, canonicalContactId, mergedToId } = contact;
  return ownView(manager, Object.assign(new ExternalContact(), canonical, { id, canonicalContactId, mergedToId }));
}

/** The contact's own values. */
export async function ownView(manager: EntityManager, contact: ExternalContact): Promise<ContactView> {
  const [members] = (await mergeSets(manager, [contact])).values();
  return contactView(contact, members);
}
