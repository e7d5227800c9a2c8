import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { GDPR_PERMISSIONS, GdprPosture, SUBJECTS, type Principal } from '@lethe/contracts';
import { MessagingClient } from '@lethe/messaging';
import { Answers } from '@lethe/platform';
import { RequirePermission } from '../auth/access.ts';
import { Caller } from '../http/caller.ts';
import { remainingMs } from '../http/deadline.ts';
import type { GatewayRequest } from '../http/gateway-request.ts';
import { PostureQuery } from './queries.ts';

@Controller('api/v2/gdpr/posture')
@ApiTags('General Data Protection Regulation')
export class PostureController {
  constructor(private readonly messaging: MessagingClient) {}

  @Get()
  @RequirePermission(GDPR_PERMISSIONS.viewPosture)
  @ApiOperation({
    operationId: 'getGdprPosture',
    summary: 'Extension: likely personal data that no request reaches; where, how sure that is, and what to do',
    description:
      'Looks through what every domain stores, page by page: an answer has the next records of each domain, so follow nextUri ' +
      'until there is none. The counts are those since the first page, so the last page has the sums. A domain that is away is ' +
      'named with the reason; the others are answered, and its own nextUri goes on with it later. Ids and places, never what ' +
      'stands there. Changes nothing.',
  })
  @Answers(200, GdprPosture)
  get(
    @Req() call: GatewayRequest,
    @Caller() principal: Principal,
    @Query({ schema: PostureQuery }) query: PostureQuery,
  ) {
    return this.messaging.call(SUBJECTS.aggregator.posture, { principal, ...query }, GdprPosture, remainingMs(call));
  }
}
