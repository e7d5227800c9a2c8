import { Injectable } from '@nestjs/common';
import { LetheError, listing, type Page, type Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import { In } from 'typeorm';
import { ExternalContact } from '../entities/external-contact.ts';
import { contactFields } from './contact-fields.ts';
import type { ContactInput, ContactsQuery } from './contact-input.ts';
import { contactView } from './contact-view.ts';
import { canonicalOf, findContact, ownView, resolvedView } from './find-contact.ts';
import { insertContact } from './insert-contact.ts';
import { mergeSets } from './merge-set.ts';
import { pageOfContacts } from './page-of-contacts.ts';

const PATH = '/api/v2/externalcontacts/contacts';
/** Deeper pages are refused (docs/wire-contract.md, "External contacts"). */
const DEEPEST = 1000;

@Injectable()
export class ContactsService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, input: ContactInput) {
    return this.store.transaction(caller, async (manager) =>
      contactView(await insertContact(manager, caller, contactFields(input, caller.defaultCountry))),
    );
  }

  /** A merged contact answers with the values of its canonical contact, under its own id. */
  get(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => {
      const contact = await findContact(manager, id);
      return resolvedView(manager, contact, await canonicalOf(manager, contact));
    });
  }

  getUnresolved(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => ownView(manager, await findContact(manager, id)));
  }

  /** Changes what GET shows: of a merged contact, the canonical one. */
  replace(caller: Principal, id: string, input: ContactInput) {
    return this.store.transaction(caller, async (manager) => {
      const contact = await findContact(manager, id, { lock: true });
      const canonical = await canonicalOf(manager, contact, { lock: true });
      await manager.save(Object.assign(canonical, contactFields(input, caller.defaultCountry)));
      return resolvedView(manager, contact, canonical);
    });
  }

  /** Notes and identifiers go with it; other members of its merge set stay. */
  delete(caller: Principal, id: string) {
    return this.store.transaction(caller, async (manager) => {
      await manager.remove(await findContact(manager, id, { lock: true }));
      return {};
    });
  }

  /** Every contact, merged ones too, with its own values. */
  list(caller: Principal, { q, ...page }: ContactsQuery) {
    refuseDeepPages(page);
    return this.store.transaction(caller, async (manager) => {
      const { ids, total } = await pageOfContacts(manager, caller, page, q);
      const contacts = await manager.find(ExternalContact, { where: { id: In(ids) }, order: { id: 'ASC' } });
      const sets = await mergeSets(manager, contacts);
      const entities = contacts.map((contact) => contactView(contact, sets.get(contact.canonicalContactId ?? '')));
      return listing(entities, { ...page, total }, PATH, q === undefined ? {} : { q });
    });
  }
}

function refuseDeepPages({ pageSize, pageNumber }: Page): void {
  if (pageSize * pageNumber <= DEEPEST) return;
  throw new LetheError('bad.request', `pageSize times pageNumber may be at most ${DEEPEST}. Narrow the search.`, {
    details: [{ errorCode: 'constraint.validation', fieldName: 'pageNumber' }],
  });
}
