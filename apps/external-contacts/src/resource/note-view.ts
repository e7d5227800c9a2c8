import { AddressableRef, listingOf } from '@lethe/contracts';
import { z } from 'zod';
import type { ContactNote } from '../entities/contact-note.ts';
import { contactUri } from './contact-view.ts';

export const NoteView = z
  .object({
    id: z.guid(),
    entityId: z.guid(),
    entityType: z.string(),
    noteText: z.string(),
    /** The API client that wrote the note, as a user. */
    createdBy: AddressableRef,
    createDate: z.iso.datetime(),
    modifyDate: z.iso.datetime(),
    selfUri: z.string(),
  })
  .meta({ id: 'Note' });
export const NoteListing = listingOf(NoteView, 'NoteListing');

export function noteView({
  id,
  contactId,
  noteText,
  createdBy,
  createDate,
  modifyDate,
}: ContactNote): z.input<typeof NoteView> {
  return {
    id,
    entityId: contactId,
    entityType: 'contact',
    noteText,
    createdBy: { id: createdBy, selfUri: `/api/v2/users/${createdBy}` },
    createDate: createDate.toISOString(),
    modifyDate: modifyDate.toISOString(),
    selfUri: `${contactUri(contactId)}/notes/${id}`,
  };
}
