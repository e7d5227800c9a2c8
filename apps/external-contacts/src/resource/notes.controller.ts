import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Empty, type Page, type Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { NoteInput, NotesQuery } from './note-input.ts';
import { NoteListing, NoteView } from './note-view.ts';
import { NotesService } from './notes.service.ts';

@Controller('api/v2/externalcontacts/contacts/:contactId/notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('externalContacts:contact:edit')
  @Answers(200, NoteView)
  create(
    @Caller() caller: Principal,
    @Param('contactId', PathId) contactId: string,
    @Body({ schema: NoteInput }) input: NoteInput,
  ) {
    return this.notes.create(caller, contactId, input);
  }

  @Get()
  @RequirePermission('externalContacts:contact:view')
  @Answers(200, NoteListing)
  list(
    @Caller() caller: Principal,
    @Param('contactId', PathId) contactId: string,
    @Query({ schema: NotesQuery }) page: Page,
  ) {
    return this.notes.list(caller, contactId, page);
  }

  @Get(':noteId')
  @RequirePermission('externalContacts:contact:view')
  @Answers(200, NoteView)
  get(
    @Caller() caller: Principal,
    @Param('contactId', PathId) contactId: string,
    @Param('noteId', PathId) noteId: string,
  ) {
    return this.notes.get(caller, contactId, noteId);
  }

  @Put(':noteId')
  @RequirePermission('externalContacts:contact:edit')
  @Answers(200, NoteView)
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
  @Answers(200, Empty)
  delete(
    @Caller() caller: Principal,
    @Param('contactId', PathId) contactId: string,
    @Param('noteId', PathId) noteId: string,
  ) {
    return this.notes.delete(caller, contactId, noteId);
  }
}
