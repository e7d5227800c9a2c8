import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { GDPR_PERMISSIONS, GdprInventory, type InventoryFormat, type Principal } from '@lethe/contracts';
import { Answers } from '@lethe/platform';
import { RequirePermission } from '../auth/access.ts';
import { Caller } from '../http/caller.ts';
import { InventoryService } from './inventory.service.ts';
import { InventoryQuery } from './queries.ts';

const MEDIA_TYPES: Record<InventoryFormat, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

@Controller('api/v2/gdpr/inventory')
@ApiTags('General Data Protection Regulation')
export class InventoryController {
  constructor(private readonly inventory: InventoryService) {}

  @Get()
  @RequirePermission(GDPR_PERMISSIONS.viewInventory)
  @ApiOperation({
    operationId: 'getGdprInventory',
    summary:
      'Extension: what every service holds of people, why, on which ground, for how long, and where (Article 30); as CSV and as a page, too',
  })
  @ApiProduces('application/json', 'text/csv', 'text/html')
  @Answers(200, GdprInventory)
  async get(
    @Caller() principal: Principal,
    @Query({ schema: InventoryQuery }) { format }: InventoryQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.inventory.get(principal, format);
    void reply.header('content-type', MEDIA_TYPES[format]);
    return answer;
  }
}
