import { Injectable } from '@nestjs/common';
import { listing, type Principal } from '@lethe/contracts';
import { DomainStore, rekeyChildren, rekeying, sameText } from '@lethe/domain-kit';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { rolesOf } from '../entities/columns.ts';
import { ContactList } from '../entities/contact-list.ts';
import { DialerContact } from '../entities/dialer-contact.ts';
import { correctionOf } from './correct-roles.ts';
import { findContactList, saveNextVersion } from './find-list.ts';
import type { CreateContactList, ListQuery, ListsQuery, UpdateContactList } from './list-schemas.ts';
import { contactListView } from './list-view.ts';
import { sizesOf } from './sizes-of.ts';
import { unindex } from './unindex.ts';

const CONTACT = 'dialerContact';

@Injectable()
export class ContactListsService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, input: CreateContactList) {
    return this.store.transaction(caller, async (manager) => {
      const { organisationId } = caller;
      const { division, divisionId = division?.id ?? organisationId, ...columns } = input;
      const list = await manager.save(
        manager.create(ContactList, { ...columns, organisationId, id: v7(), divisionId, version: 1 }),
      );
      return contactListView(list);
    });
  }

  list(caller: Principal, { pageSize, pageNumber, name, includeSize }: ListsQuery) {
    return this.store.transaction(caller, async (manager) => {
      const where = name === undefined ? {} : { name: sameText(name) };
      const [lists, total] = await manager.findAndCount(ContactList, {
        where,
        order: { name: 'ASC', id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      const reindexing = await rekeying(
        manager,
        CONTACT,
        lists.map((list) => list.id),
      );
      const sizes = includeSize ? await this.sizes(manager, lists) : undefined;
      const query = { ...(name !== undefined && { name }), includeSize: String(includeSize) };
      return listing(
        lists.map((list) =>
          contactListView(list, { size: sizes?.get(list.id), isReindexing: reindexing.has(list.id) }),
        ),
        { total, pageSize, pageNumber },
        '/api/v2/outbound/contactlists',
        query,
      );
    });
  }

  get(caller: Principal, id: string, { includeSize }: ListQuery) {
    return this.store.transaction(caller, async (manager) => {
      const list = await findContactList(manager, id);
      const size = includeSize ? (await this.sizes(manager, [list])).get(id) : undefined;
      return contactListView(list, { size, isReindexing: (await rekeying(manager, CONTACT, [id])).has(id) });
    });
  }

  /** A new name, and what the columns mean where it was declared or read wrongly: the contacts follow. */
  update(caller: Principal, id: string, { version, ...input }: UpdateContactList) {
    return this.store.transaction(caller, async (manager) => {
      const list = await findContactList(manager, id, 'write');
      const former = rolesOf(list);
      const saved = await saveNextVersion(manager, list, correctionOf(list, input), version);
      if (!isDeepStrictEqual(rolesOf(saved), former))
        await rekeyChildren(manager, this.store.model, {
          recordType: CONTACT,
          parentId: id,
          defaultCountry: caller.defaultCountry,
        });
      return contactListView(saved, { isReindexing: (await rekeying(manager, CONTACT, [id])).has(id) });
    });
  }

  /** With all its contacts, as in Genesys Cloud, where only a campaign that uses the list prevents it. */
  delete(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => {
      const list = await findContactList(manager, id, 'write');
      await unindex(manager, CONTACT, id);
      await manager.remove(list);
    });
  }

  private sizes(manager: EntityManager, lists: ContactList[]) {
    return sizesOf(manager, DialerContact, 'contactListId', lists);
  }
}
