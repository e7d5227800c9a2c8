import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { RowInput, RowQuery, RowsQuery } from './row-input.ts';
import { RowListing, RowView } from './row-view.ts';
import { RowsService } from './rows.service.ts';

@Controller('api/v2/flows/datatables/:tableId/rows')
export class RowsController {
  constructor(private readonly rows: RowsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('architect:datatableRow:add')
  @Answers(200, RowView)
  create(
    @Caller() caller: Principal,
    @Param('tableId', PathId) tableId: string,
    @Body({ schema: RowInput }) body: RowInput,
  ) {
    return this.rows.create(caller, tableId, body);
  }

  @Get()
  @RequirePermission('architect:datatableRow:view')
  @Answers(200, RowListing)
  list(
    @Caller() caller: Principal,
    @Param('tableId', PathId) tableId: string,
    @Query({ schema: RowsQuery }) query: RowsQuery,
  ) {
    return this.rows.list(caller, tableId, query);
  }

  @Get(':rowId')
  @RequirePermission('architect:datatableRow:view')
  @Answers(200, RowView)
  get(
    @Caller() caller: Principal,
    @Param('tableId', PathId) tableId: string,
    @Param('rowId') rowId: string,
    @Query({ schema: RowQuery }) query: RowQuery,
  ) {
    return this.rows.get(caller, tableId, rowId, query);
  }

  @Put(':rowId')
  @RequirePermission('architect:datatableRow:edit')
  @Answers(200, RowView)
  replace(
    @Caller() caller: Principal,
    @Param('tableId', PathId) tableId: string,
    @Param('rowId') rowId: string,
    @Body({ schema: RowInput }) body: RowInput,
  ) {
    return this.rows.replace(caller, tableId, rowId, body);
  }

  @Delete(':rowId')
  @HttpCode(204)
  @RequirePermission('architect:datatableRow:delete')
  delete(@Caller() caller: Principal, @Param('tableId', PathId) tableId: string, @Param('rowId') rowId: string) {
    return this.rows.delete(caller, tableId, rowId);
  }
}
