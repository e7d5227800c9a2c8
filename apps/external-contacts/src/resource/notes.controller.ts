import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Page, Principal } from '@lethe/contracts';
import { Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { NoteInput, NotesQuery } from './note-input.ts';
import { NotesService } from './notes.service.ts';

@Controller('api/v2/externalcontacts/contacts/:contactId/notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('externalContacts:contact:edit')
  create(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string, @Body({ schema: NoteInput }) input: NoteInput) {
    return this.notes.create(caller, contactId, input);
  }

  @Get()
  @RequirePermission('externalContacts:contact:view')
  list(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string, @Query({ schema: NotesQuery }) page: Page) {
    return this.notes.list(caller, contactId, page);
  }

  @Get(':noteId')
  @RequirePermission('externalContacts:contact:view')
  get(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string, @Param('noteId', PathId) noteId: string) {
    return this.notes.get(caller, contactId, noteId);
  }

  @Put(':noteId')
  @RequirePermission('externalContacts:contact:edit')
  replace(
    @Caller() caller: Principal,
    @Param('contactId', PathId) contactId: string,
    @Param('noteId', PathId) noteId: string,
    @Body({ schema: NoteInput }) input: NoteInput,
  ) {
    return this.notes.replace(caller, contactId, noteId, input);
  }

  @Delete(':noteId')
  @RequirePermission('externalContacts:contact:edit')
  delete(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string, @Param('noteId', PathId) noteId: string) {
    return this.notes.delete(caller, contactId, noteId);
  }
}
