import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { pageQuery, text, type Page, type Principal } from '@lethe/contracts';
import { Caller, RequirePermission } from '@lethe/domain-kit';
import { z } from 'zod';
import { IdPipe } from './id-pipe.ts';
import { NotesService } from './notes.service.ts';

export const NoteInput = z.object({ noteText: text(32_000).min(1) }).meta({ id: 'ContactNoteInput' });
export type NoteInput = z.infer<typeof NoteInput>;

const NotesQuery = pageQuery();

@Controller('api/v2/externalcontacts/contacts/:contactId/notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('externalContacts:contact:edit')
  create(@Caller() caller: Principal, @Param('contactId', IdPipe) contactId: string, @Body({ schema: NoteInput }) input: NoteInput) {
    return this.notes.create(caller, contactId, input);
  }

  @Get()
  @RequirePermission('externalContacts:contact:view')
  list(@Caller() caller: Principal, @Param('contactId', IdPipe) contactId: string, @Query({ schema: NotesQuery }) page: Page) {
    return this.notes.list(caller, contactId, page);
  }

  @Get(':noteId')
  @RequirePermission('externalContacts:contact:view')
  get(@Caller() caller: Principal, @Param('contactId', IdPipe) contactId: string, @Param('noteId', IdPipe) noteId: string) {
    return this.notes.get(caller, contactId, noteId);
  }

  @Put(':noteId')
  @RequirePermission('externalContacts:contact:edit')
  replace(
    @Caller() caller: Principal,
    @Param('contactId', IdPipe) contactId: string,
    @Param('noteId', IdPipe) noteId: string,
    @Body({ schema: NoteInput }) input: NoteInput,
  ) {
    return this.notes.replace(caller, contactId, noteId, input);
  }

  @Delete(':noteId')
  @RequirePermission('externalContacts:contact:edit')
  delete(@Caller() caller: Principal, @Param('contactId', IdPipe) contactId: string, @Param('noteId', IdPipe) noteId: string) {
    return this.notes.delete(caller, contactId, noteId);
  }
}
