import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { ProtectionInput } from './protection-input.ts';
import { RecordingsService } from './recordings.service.ts';

@Controller('api/v2/conversations/:conversationId')
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

  @Get('recordings') @RequirePermission('recording:recording:view')
  list(@Caller() caller: Principal, @Param('conversationId', PathId) conversationId: string) {
    return this.recordings.list(caller, conversationId);
  }

  @Get('recordingmetadata') @RequirePermission('recording:recording:view')
  metadata(@Caller() caller: Principal, @Param('conversationId', PathId) conversationId: string) {
    return this.recordings.metadata(caller, conversationId);
  }

  @Get('recordings/:recordingId') @RequirePermission('recording:recording:view')
  get(@Caller() caller: Principal, @Param('conversationId', PathId) conversationId: string, @Param('recordingId', PathId) id: string) {
    return this.recordings.get(caller, conversationId, id);
  }

  /** Extension: a legal hold. */
  @Put('recordings/:recordingId/protection') @RequirePermission('recording:recordingProtection:edit')
  protect(@Caller() caller: Principal, @Param('conversationId', PathId) conversationId: string, @Param('recordingId', PathId) id: string, @Body({ schema: ProtectionInput }) { ground }: ProtectionInput) {
    return this.recordings.protect(caller, conversationId, id, ground);
  }

  @Delete('recordings/:recordingId/protection') @HttpCode(204) @RequirePermission('recording:recordingProtection:delete')
  release(@Caller() caller: Principal, @Param('conversationId', PathId) conversationId: string, @Param('recordingId', PathId) id: string) {
    return this.recordings.release(caller, conversationId, id);
  }
}
