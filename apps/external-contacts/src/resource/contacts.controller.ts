import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { ContactInput, ContactsQuery } from './contact-input.ts';
import { ContactsService } from './contacts.service.ts';

@Controller('api/v2/externalcontacts/contacts')
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('externalContacts:contact:add')
  create(@Caller() caller: Principal, @Body({ schema: ContactInput }) input: ContactInput) {
    return this.contacts.create(caller, input);
  }

  @Get()
  @RequirePermission('externalContacts:contact:view')
  list(@Caller() caller: Principal, @Query({ schema: ContactsQuery }) query: ContactsQuery) {
    return this.contacts.list(caller, query);
  }

  @Get(':contactId')
  @RequirePermission('externalContacts:contact:view')
  get(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string) {
    return this.contacts.get(caller, contactId);
  }

  @Get(':contactId/unresolved')
  @RequirePermission('externalContacts:contact:view')
  getUnresolved(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string) {
    return this.contacts.getUnresolved(caller, contactId);
  }

  @Put(':contactId')
  @RequirePermission('externalContacts:contact:edit')
  replace(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string, @Body({ schema: ContactInput }) input: ContactInput) {
    return this.contacts.replace(caller, contactId, input);
  }

  @Delete(':contactId')
  @RequirePermission('externalContacts:contact:delete')
  delete(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string) {
    return this.contacts.delete(caller, contactId);
  }
}
