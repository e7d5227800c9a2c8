import { z } from 'zod';
import { pageQuery, text } from '@lethe/contracts';

export const NoteInput = z.object({ noteText: text(32_000).min(1) }).meta({ id: 'ContactNoteInput' });
export type NoteInput = z.infer<typeof NoteInput>;

export const NotesQuery = pageQuery();
