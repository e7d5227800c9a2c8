import { Injectable } from '@nestjs/common';
import { LetheError, listing, type Page, type Principal } from '@lethe/contracts';
import { DomainStore } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ContactNote } from '../entities/contact-note.ts';
import { contactUri } from './contact-view.ts';
import { findContact } from './find-contact.ts';
import type { NoteInput } from './note-input.ts';
import { noteView } from './note-view.ts';

/** Notes belong to the contact whose id is given, merged or not. */
@Injectable()
export class NotesService {
  constructor(private readonly store: DomainStore) {}

  create(caller: Principal, contactId: string, { noteText }: NoteInput) {
    return this.store.transaction(caller, async (manager) => {
      await findContact(manager, contactId, { lock: true });
      const own = { organisationId: caller.organisationId, id: uuidv7(), createdBy: caller.clientId };
      const note = Object.assign(new ContactNote(), own, { contactId, noteText });
      await manager.insert(ContactNote, note);
      return noteView(note);
    });
  }

  list(caller: Principal, contactId: string, page: Page) {
    return this.store.transaction(caller, async (manager) => {
      await findContact(manager, contactId);
      const { pageSize, pageNumber } = page;
      const [notes, total] = await manager.findAndCount(ContactNote, {
        where: { contactId },
        order: { id: 'ASC' },
        take: pageSize,
        skip: (pageNumber - 1) * pageSize,
      });
      return listing(notes.map(noteView), { ...page, total }, `${contactUri(contactId)}/notes`);
    });
  }

  get(caller: Principal, contactId: string, noteId: string) {
    return this.store.transaction(caller, async (manager) => noteView(await findNote(manager, contactId, noteId)));
  }

  replace(caller: Principal, contactId: string, noteId: string, { noteText }: NoteInput) {
    return this.store.transaction(caller, async (manager) => {
      const note = await findNote(manager, contactId, noteId, { lock: true });
      return noteView(await manager.save(Object.assign(note, { noteText })));
    });
  }

  delete(caller: Principal, contactId: string, noteId: string) {
    return this.store.transaction(caller, async (manager) => {
      await manager.remove(await findNote(manager, contactId, noteId, { lock: true }));
      return {};
    });
  }
}

/**
 * Locked by its contact, so that what is changed is not deleted meanwhile.
 * @throws LetheError contact.not.found, entity.not.found
 */
async function findNote(
  manager: EntityManager,
  contactId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ContactNote> {
  await findContact(manager, contactId, options);
  const note = await manager.findOneBy(ContactNote, { id, contactId });
  if (note === null) throw new LetheError('entity.not.found', 'The note was not found.');
  return note;
}
