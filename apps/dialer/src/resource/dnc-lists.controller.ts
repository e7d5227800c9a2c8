import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { DncListsService } from './dnc-lists.service.ts';
import { CreateDncList } from './dnc-schemas.ts';
import { ListQuery, ListsQuery } from './list-schemas.ts';
import { DncListListing, DncListView } from './list-view.ts';

@Controller('api/v2/outbound/dnclists')
export class DncListsController {
  constructor(private readonly lists: DncListsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('outbound:dncList:add')
  @Answers(200, DncListView)
  create(@Caller() caller: Principal, @Body({ schema: CreateDncList }) body: CreateDncList) {
    return this.lists.create(caller, body);
  }

  @Get()
  @RequirePermission('outbound:dncList:view')
  @Answers(200, DncListListing)
  list(@Caller() caller: Principal, @Query({ schema: ListsQuery }) query: ListsQuery) {
    return this.lists.list(caller, query);
  }

  @Get(':listId')
  @RequirePermission('outbound:dncList:view')
  @Answers(200, DncListView)
  get(
    @Caller() caller: Principal,
    @Param('listId', PathId) listId: string,
    @Query({ schema: ListQuery }) query: ListQuery,
  ) {
    return this.lists.get(caller, listId, query);
  }

  @Delete(':listId')
  @HttpCode(204)
  @RequirePermission('outbound:dncList:delete')
  delete(@Caller() caller: Principal, @Param('listId', PathId) listId: string) {
    return this.lists.delete(caller, listId);
  }
}
