import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  GDPR_PERMISSIONS,
  GdprRequest,
  GdprRequestInput,
  GdprTaskListing,
  listingOf,
  type Principal,
} from '@lethe/contracts';
import { Answers } from '@lethe/platform';
import { RequirePermission } from '../auth/access.ts';
import { Caller } from '../http/caller.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { LimitRule } from '../limits/limit-rule.ts';
import { CreateQuery, Id, PageQuery } from './queries.ts';
import { RequestsService } from './requests.service.ts';

const RequestListing = listingOf(GdprRequest, 'GDPRRequestEntityListing');

@Controller('api/v2/gdpr/requests')
@ApiTags('General Data Protection Regulation')
export class RequestsController {
  constructor(private readonly requests: RequestsService) {}

  @Post()
  @RequirePermission(GDPR_PERMISSIONS.addRequest)
  @LimitRule('request')
  @ApiOperation({ operationId: 'postGdprRequests', summary: 'Submit a new GDPR request' })
  @Answers(200, GdprRequest, 'An equal request was in flight: this is it')
  @Answers(202, GdprRequest, 'Created and initiated')
  async create(
    @Req() call: GatewayRequest,
    @Caller() principal: Principal,
    @Body({ schema: GdprRequestInput }) input: GdprRequestInput,
    @Query({ schema: CreateQuery }) query: CreateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { created, request } = await this.requests.create(call, principal, input, query);
    void reply.status(created ? 202 : 200);
    return request;
  }

  @Get()
  @RequirePermission(GDPR_PERMISSIONS.viewRequest)
  @ApiOperation({ operationId: 'getGdprRequests', summary: 'Get all GDPR requests, newest first' })
  @Answers(200, RequestListing)
  list(@Caller() principal: Principal, @Query({ schema: PageQuery }) page: PageQuery) {
    return this.requests.list(principal, page);
  }

  @Get(':requestId')
  @RequirePermission(GDPR_PERMISSIONS.viewRequest)
  @ApiOperation({ operationId: 'getGdprRequest', summary: 'Get an existing GDPR request' })
  @Answers(200, GdprRequest)
  get(@Caller() principal: Principal, @Param('requestId', { schema: Id }) requestId: string) {
    return this.requests.get(principal, requestId);
  }

  @Get(':requestId/tasks')
  @RequirePermission(GDPR_PERMISSIONS.viewRequest)
  @ApiOperation({
    operationId: 'getGdprRequestTasks',
    summary:
      'Extension: what each service has to do for a request, has done and did not reach, and which request would reach it',
  })
  @Answers(200, GdprTaskListing)
  tasks(@Caller() principal: Principal, @Param('requestId', { schema: Id }) requestId: string) {
    return this.requests.tasks(principal, requestId);
  }

  @Post(':requestId/tasks/:taskId/retry')
  @HttpCode(202)
  @RequirePermission(GDPR_PERMISSIONS.retryTask)
  @ApiOperation({
    operationId: 'postGdprRequestTaskRetry',
    summary: 'Extension: retry a parked task; answers the request to poll',
  })
  @Answers(202, GdprRequest)
  retry(
    @Req() call: GatewayRequest,
    @Caller() principal: Principal,
    @Param('requestId', { schema: Id }) requestId: string,
    @Param('taskId', { schema: Id }) taskId: string,
  ) {
    return this.requests.retry(call, principal, requestId, taskId);
  }
}
