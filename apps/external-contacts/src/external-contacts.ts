import type { DomainDefinition } from '@lethe/domain-kit';
import { ContactNote } from './entities/contact-note.ts';
import { ExternalContact } from './entities/external-contact.ts';
import { ContactsController } from './resource/contacts.controller.ts';
import { ContactsService } from './resource/contacts.service.ts';
import { LookUpController } from './resource/look-up.controller.ts';
import { LookUpService } from './resource/look-up.service.ts';
import { MergeController } from './resource/merge.controller.ts';
import { MergeService } from './resource/merge.service.ts';
import { NotesController } from './resource/notes.controller.ts';
import { NotesService } from './resource/notes.service.ts';

/** External contacts: customers as the organisation knows them, with their notes and merge sets. */
export const externalContacts: DomainDefinition = {
  name: 'external-contacts',
  title: 'External contacts',
  entities: [ExternalContact, ContactNote],
  resourcePaths: ['/api/v2/externalcontacts'],
  controllers: [MergeController, ContactsController, NotesController, LookUpController],
  providers: [MergeService, ContactsService, NotesService, LookUpService],
  erasesOneByOne: true,
};
