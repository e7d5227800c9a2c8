import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Empty, type Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { ContactInput, ContactsQuery } from './contact-input.ts';
import { ContactListing, ContactView } from './contact-schema.ts';
import { ContactsService } from './contacts.service.ts';

@Controller('api/v2/externalcontacts/contacts')
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('externalContacts:contact:add')
  @Answers(200, ContactView)
  create(@Caller() caller: Principal, @Body({ schema: ContactInput }) input: ContactInput) {
    return this.contacts.create(caller, input);
  }

  @Get()
  @RequirePermission('externalContacts:contact:view')
  @Answers(200, ContactListing)
  list(@Caller() caller: Principal, @Query({ schema: ContactsQuery }) query: ContactsQuery) {
    return this.contacts.list(caller, query);
  }

  @Get(':contactId')
  @RequirePermission('externalContacts:contact:view')
  @Answers(200, ContactView)
  get(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string) {
    return this.contacts.get(caller, contactId);
  }

  @Get(':contactId/unresolved')
  @RequirePermission('externalContacts:contact:view')
  @Answers(200, ContactView)
  getUnresolved(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string) {
    return this.contacts.getUnresolved(caller, contactId);
  }

  @Put(':contactId')
  @RequirePermission('externalContacts:contact:edit')
  @Answers(200, ContactView)
  replace(
    @Caller() caller: Principal,
    @Param('contactId', PathId) contactId: string,
    @Body({ schema: ContactInput }) input: ContactInput,
  ) {
    return this.contacts.replace(caller, contactId, input);
  }

  @Delete(':contactId')
  @RequirePermission('externalContacts:contact:delete')
  @Answers(200, Empty)
  delete(@Caller() caller: Principal, @Param('contactId', PathId) contactId: string) {
    return this.contacts.delete(caller, contactId);
  }
}
