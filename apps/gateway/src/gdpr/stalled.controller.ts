import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { GDPR_PERMISSIONS, GdprStalledListing, type Principal } from '@lethe/contracts';
import { Answers } from '@lethe/platform';
import { RequirePermission } from '../auth/access.ts';
import { Caller } from '../http/caller.ts';
import { PageQuery } from './queries.ts';
import { RequestsService } from './requests.service.ts';

@Controller('api/v2/gdpr/stalled')
@ApiTags('General Data Protection Regulation')
export class StalledController {
  constructor(private readonly requests: RequestsService) {}

  @Get()
  @RequirePermission(GDPR_PERMISSIONS.viewStalled)
  @ApiOperation({
    operationId: 'getGdprStalled',
    summary: 'Extension: work that has not got on for twice its lease, and why; the longest first',
  })
  @Answers(200, GdprStalledListing)
  list(@Caller() principal: Principal, @Query({ schema: PageQuery }) page: PageQuery) {
    return this.requests.stalled(principal, page);
  }
}
