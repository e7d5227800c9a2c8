import { Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { notFound, type FileCall, type Principal } from '@lethe/contracts';
import { Answers, AnswersFile, CalledFile, Caller, PathId, RequirePermission, TakesFile } from '@lethe/domain-kit';
import { z } from 'zod';
import { AttachmentView } from './attachment-view.ts';
import { FileOwner } from './file-owner.ts';
import { FilesService } from './files.service.ts';
import { RecordingView } from './recording-view.ts';

/** Extension: content of attachments and recordings, which the gateway streams past this service. */
@Controller('api/v2/conversations/:conversationId/files/:fileId')
export class FilesController {
  constructor(private readonly files: FilesService) {}

  @Put()
  @HttpCode(200)
  @TakesFile()
  @RequirePermission('conversation:file:add')
  @Answers(200, z.union([RecordingView, AttachmentView]))
  put(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Param('fileId', PathId) fileId: string,
    @Query({ schema: FileOwner }) owner: FileOwner,
    @CalledFile() call: FileCall,
  ) {
    if (call.phase === 'read') throw notFound('file');
    const file = { conversationId, fileId, owner };
    return call.phase === 'open' ? this.files.open(caller, file, call) : this.files.close(caller, file, call);
  }

  @Get()
  @AnswersFile()
  @RequirePermission('conversation:file:view')
  read(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Param('fileId', PathId) fileId: string,
    @CalledFile() _call: FileCall,
  ) {
    return this.files.read(caller, conversationId, fileId);
  }
}
