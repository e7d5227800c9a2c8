import { LetheError } from '@lethe/contracts';
import { In, type EntityManager } from 'typeorm';
import { CallRecord } from '../entities/call-record.ts';
import { DialerContact } from '../entities/dialer-contact.ts';
import { contactView } from './contact-view.ts';
import { findContactList } from './find-list.ts';

/** @throws LetheError contact.list.not.found, resource.not.found */
export async function findContact(
  manager: EntityManager,
  contactListId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<DialerContact> {
  const contact = await manager.findOne(DialerContact, {
    where: { id, contactListId },
    ...(options.lock && { lock: { mode: 'pessimistic_write' } }),
  });
  if (contact !== null) return contact;
  await findContactList(manager, contactListId);
  throw new LetheError('resource.not.found', 'The requested contact was not found.');
}

/** The contacts as the API shows them, in the same order. */
export async function viewsOf(manager: EntityManager, contacts: DialerContact[]) {
  const calls =
    contacts.length === 0
      ? []
      : await manager.find(CallRecord, {
          where: { contactId: In(contacts.map(({ id }) => id)) },
          order: { columnName: 'ASC' },
        });
  const byContact = Map.groupBy(calls, ({ contactId }) => contactId);
  return contacts.map((contact) => contactView(contact, byContact.get(contact.id) ?? []));
}
