import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { ContactListsService } from './contact-lists.service.ts';
import { CreateContactList, ListQuery, ListsQuery, UpdateContactList } from './list-schemas.ts';
import { ContactListListing, ContactListView } from './list-view.ts';

@Controller('api/v2/outbound/contactlists')
export class ContactListsController {
  constructor(private readonly lists: ContactListsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('outbound:contactList:add')
  @Answers(200, ContactListView)
  create(@Caller() caller: Principal, @Body({ schema: CreateContactList }) body: CreateContactList) {
    return this.lists.create(caller, body);
  }

  @Get()
  @RequirePermission('outbound:contactList:view')
  @Answers(200, ContactListListing)
  list(@Caller() caller: Principal, @Query({ schema: ListsQuery }) query: ListsQuery) {
    return this.lists.list(caller, query);
  }

  @Get(':listId')
  @RequirePermission('outbound:contactList:view')
  @Answers(200, ContactListView)
  get(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Query({ schema: ListQuery }) query: ListQuery,
  ) {
    return this.lists.get(caller, listId, query);
  }

  @Put(':listId')
  @RequirePermission('outbound:contactList:edit')
  @Answers(200, ContactListView)
  update(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Body({ schema: UpdateContactList }) body: UpdateContactList,
  ) {
    return this.lists.update(caller, listId, body);
  }

  @Delete(':listId')
  @HttpCode(204)
  @RequirePermission('outbound:contactList:delete')
  delete(@Caller() caller: Principal, @Param('listId', PathId) listId: string) {
    return this.lists.delete(caller, listId);
  }
}
