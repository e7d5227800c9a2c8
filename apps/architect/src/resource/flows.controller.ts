import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { FlowInput, ObjectsQuery } from './flow-input.ts';
import { FlowListing, FlowView } from './flow-view.ts';
import { FlowsService } from './flows.service.ts';

@Controller('api/v2/flows')
export class FlowsController {
  constructor(private readonly flows: FlowsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('architect:flow:add')
  @Answers(200, FlowView)
  create(@Caller() caller: Principal, @Body({ schema: FlowInput }) body: FlowInput) {
    return this.flows.create(caller, body);
  }

  @Get()
  @RequirePermission('architect:flow:view')
  @Answers(200, FlowListing)
  list(@Caller() caller: Principal, @Query({ schema: ObjectsQuery }) query: ObjectsQuery) {
    return this.flows.list(caller, query);
  }

  @Get(':flowId')
  @RequirePermission('architect:flow:view')
  @Answers(200, FlowView)
  get(@Caller() caller: Principal, @Param('flowId', PathId) flowId: string) {
    return this.flows.get(caller, flowId);
  }

  @Put(':flowId')
  @RequirePermission('architect:flow:edit')
  @Answers(200, FlowView)
  replace(
    @Caller() caller: Principal,
    @Param('flowId', PathId) flowId: string,
    @Body({ schema: FlowInput }) body: FlowInput,
  ) {
    return this.flows.replace(caller, flowId, body);
  }
}
