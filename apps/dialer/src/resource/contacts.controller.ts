import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { z } from 'zod';
import { CallRecordInput, ContactIds, ContactInput, ContactsInput } from './contact-schemas.ts';
import { ContactView } from './contact-view.ts';
import { ContactsService } from './contacts.service.ts';

const Contacts = z.array(ContactView);

@Controller('api/v2/outbound/contactlists/:listId/contacts')
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('outbound:contact:add')
  @Answers(200, Contacts)
  put(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Body({ schema: ContactsInput }) body: ContactsInput,
  ) {
    return this.contacts.put(caller, listId, body);
  }

  @Delete()
  @HttpCode(204)
  @RequirePermission('outbound:contact:delete')
  deleteMany(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Query({ schema: ContactIds }) query: ContactIds,
  ) {
    return this.contacts.deleteMany(caller, listId, query);
  }

  @Get(':contactId')
  @RequirePermission('outbound:contact:view')
  @Answers(200, ContactView)
  get(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Param('contactId', PathId) contactId: string,
  ) {
    return this.contacts.get(caller, listId, contactId);
  }

  @Put(':contactId')
  @RequirePermission('outbound:contact:edit')
  @Answers(200, ContactView)
  replace(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Param('contactId', PathId) contactId: string,
    @Body({ schema: ContactInput }) body: ContactInput,
  ) {
    return this.contacts.replace(caller, listId, contactId, body);
  }

  @Delete(':contactId')
  @HttpCode(204)
  @RequirePermission('outbound:contact:delete')
  delete(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Param('contactId', PathId) contactId: string,
  ) {
    return this.contacts.delete(caller, listId, contactId);
  }

  /** Extension: the dialer that makes the calls writes what came of them. */
  @Post(':contactId/callrecords')
  @HttpCode(200)
  @RequirePermission('outbound:contact:edit')
  @Answers(200, ContactView)
  recordCall(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Param('contactId', PathId) contactId: string,
    @Body({ schema: CallRecordInput }) body: CallRecordInput,
  ) {
    return this.contacts.recordCall(caller, listId, contactId, body);
  }
}
