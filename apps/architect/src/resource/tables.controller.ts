import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { ObjectsQuery } from './flow-input.ts';
import { TableInput } from './table-input.ts';
import { TableListing, TableView } from './table-view.ts';
import { TablesService } from './tables.service.ts';

@Controller('api/v2/flows/datatables')
export class TablesController {
  constructor(private readonly tables: TablesService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('architect:datatable:add')
  @Answers(200, TableView)
  create(@Caller() caller: Principal, @Body({ schema: TableInput }) body: TableInput) {
    return this.tables.create(caller, body);
  }

  @Get()
  @RequirePermission('architect:datatable:view')
  @Answers(200, TableListing)
  list(@Caller() caller: Principal, @Query({ schema: ObjectsQuery }) query: ObjectsQuery) {
    return this.tables.list(caller, query);
  }

  @Get(':tableId')
  @RequirePermission('architect:datatable:view')
  @Answers(200, TableView)
  get(@Caller() caller: Principal, @Param('tableId', PathId) tableId: string) {
    return this.tables.get(caller, tableId);
  }
}
