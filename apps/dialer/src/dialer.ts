import type { DomainDefinition } from '@lethe/domain-kit';
import { CallRecord } from './entities/call-record.ts';
import { ContactList } from './entities/contact-list.ts';
import { DialerContact } from './entities/dialer-contact.ts';
import { DncEntry } from './entities/dnc-entry.ts';
import { DncList } from './entities/dnc-list.ts';
import { ContactListsController } from './resource/contact-lists.controller.ts';
import { ContactListsService } from './resource/contact-lists.service.ts';
import { ContactsController } from './resource/contacts.controller.ts';
import { ContactsService } from './resource/contacts.service.ts';
import { DncEntriesController } from './resource/dnc-entries.controller.ts';
import { DncEntriesService } from './resource/dnc-entries.service.ts';
import { DncListsController } from './resource/dnc-lists.controller.ts';
import { DncListsService } from './resource/dnc-lists.service.ts';

/** Outbound campaigns: whom to call, what came of it, and whom never to call. */
export const dialer: DomainDefinition = {
  name: 'dialer',
  title: 'Dialer: contact lists and do-not-call lists',
  entities: [ContactList, DialerContact, CallRecord, DncList, DncEntry],
  resourcePaths: ['/api/v2/outbound/contactlists', '/api/v2/outbound/dnclists'],
  controllers: [ContactListsController, ContactsController, DncListsController, DncEntriesController],
  providers: [ContactListsService, ContactsService, DncListsService, DncEntriesService],
};
