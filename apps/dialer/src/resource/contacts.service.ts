import { Injectable } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { createdOnce, DomainStore } from '@lethe/domain-kit';
import { In, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { DialerContact } from '../entities/dialer-contact.ts';
import type { CallRecordInput, ContactIds, ContactInput, ContactsInput } from './contact-schemas.ts';
import { findContact, viewsOf } from './find-contact.ts';
import { findContactList } from './find-list.ts';
import { putContacts, replaceWith } from './put-contacts.ts';

@Injectable()
export class ContactsService {
  constructor(private readonly store: DomainStore) {}

  /** An id that another call of the same moment has added to the list is in use no longer, but there to be replaced. */
  put(caller: Principal, listId: string, inputs: ContactsInput) {
    const put = () =>
      this.store.transaction(caller, async (manager) => {
        const list = await findContactList(manager, listId, 'read');
        return viewsOf(manager, await putContacts(manager, list, inputs));
      });
    return createdOnce(put, put);
  }

  get(caller: Principal, listId: string, id: string) {
    return this.store.transaction(caller, async (manager) => view(manager, await findContact(manager, listId, id)));
  }

  replace(caller: Principal, listId: string, id: string, input: ContactInput) {
    return this.store.transaction(caller, async (manager) => {
      const contact = await findContact(manager, listId, id, { lock: true });
      return view(manager, await manager.save(replaceWith(contact, input)));
    });
  }

  delete(caller: Principal, listId: string, id: string) {
    return this.store.transaction(caller, async (manager) => {
      await manager.remove(await findContact(manager, listId, id, { lock: true }));
    });
  }

  /** Ids that are not in the list are passed over: they are gone, as was wanted. */
  deleteMany(caller: Principal, listId: string, { contactIds }: ContactIds) {
    return this.store.transaction(caller, async (manager) => {
      const list = await findContactList(manager, listId);
      await manager.remove(
        await manager.find(DialerContact, {
          where: { id: In(contactIds), contactListId: list.id },
          lock: { mode: 'pessimistic_write' },
        }),
      );
    });
  }

  recordCall(caller: Principal, listId: string, id: string, { column, lastAttempt, lastResult }: CallRecordInput) {
    return this.store.transaction(caller, async (manager) => {
      const contact = await findContact(manager, listId, id, { lock: true });
      await manager.query(
        `insert into call_record (organisation_id, id, contact_id, column_name, last_attempt, last_result) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint call_record_contact_column do update
           set last_attempt = excluded.last_attempt, last_result = excluded.last_result`,
        [caller.organisationId, v7(), contact.id, column, lastAttempt, lastResult],
      );
      return view(manager, contact);
    });
  }
}

const view = async (manager: EntityManager, contact: DialerContact) => (await viewsOf(manager, [contact]))[0]!;
