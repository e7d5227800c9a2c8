import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { z } from 'zod';
import { ProtectionInput } from './protection-input.ts';
import { RecordingMetadataView, RecordingView } from './recording-view.ts';
import { RecordingsService } from './recordings.service.ts';

@Controller('api/v2/conversations/:conversationId')
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

  @Get('recordings')
  @RequirePermission('recording:recording:view')
  @Answers(200, z.array(RecordingView))
  list(@Caller() caller: Principal, @Param('conversationId', PathId) conversationId: string) {
    return this.recordings.list(caller, conversationId);
  }

  @Get('recordingmetadata')
  @RequirePermission('recording:recording:view')
  @Answers(200, z.array(RecordingMetadataView))
  metadata(@Caller() caller: Principal, @Param('conversationId', PathId) conversationId: string) {
    return this.recordings.metadata(caller, conversationId);
  }

  @Get('recordings/:recordingId')
  @RequirePermission('recording:recording:view')
  @Answers(200, RecordingView)
  get(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Param('recordingId', PathId) id: string,
  ) {
    return this.recordings.get(caller, conversationId, id);
  }

  /** Extension: a legal hold. */
  @Put('recordings/:recordingId/protection')
  @RequirePermission('recording:recordingProtection:edit')
  @Answers(200, RecordingView)
  protect(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Param('recordingId', PathId) id: string,
    @Body({ schema: ProtectionInput }) { ground }: ProtectionInput,
  ) {
    return this.recordings.protect(caller, conversationId, id, ground);
  }

  @Delete('recordings/:recordingId/protection')
  @HttpCode(204)
  @RequirePermission('recording:recordingProtection:delete')
  release(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Param('recordingId', PathId) id: string,
  ) {
    return this.recordings.release(caller, conversationId, id);
  }
}
