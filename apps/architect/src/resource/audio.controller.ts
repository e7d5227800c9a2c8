import { Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { notFound, type FileCall, type Principal } from '@lethe/contracts';
import { Answers, AnswersFile, CalledFile, Caller, PathId, RequirePermission, TakesFile } from '@lethe/domain-kit';
import { z } from 'zod';
import { AudioService } from './audio.service.ts';
import { PromptResourceView } from './resource-views.ts';

/** Who recorded it. */
const Recorder = z.object({ userId: z.guid().toLowerCase() });
type Recorder = z.infer<typeof Recorder>;

/** Extension: recordings of a prompt, which the gateway streams past this service. */
@Controller('api/v2/architect/prompts/:promptId/resources/:languageId/audio/:fileId')
export class AudioController {
  constructor(private readonly audio: AudioService) {}

  @Put()
  @HttpCode(200)
  @TakesFile()
  @RequirePermission('architect:userPrompt:edit')
  @Answers(200, PromptResourceView)
  put(
    @Caller() caller: Principal,
    @Param('promptId', PathId) promptId: string,
    @Param('languageId') language: string,
    @Param('fileId', PathId) fileId: string,
    @Query({ schema: Recorder }) { userId }: Recorder,
    @CalledFile() call: FileCall,
  ) {
    if (call.phase === 'read') throw notFound('file');
    const named = { promptId, language, fileId };
    return call.phase === 'open'
      ? this.audio.open(caller, named, userId, call)
      : this.audio.close(caller, named, userId, call);
  }

  @Get()
  @AnswersFile()
  @RequirePermission('architect:userPrompt:view')
  read(
    @Caller() caller: Principal,
    @Param('promptId', PathId) promptId: string,
    @Param('languageId') language: string,
    @Param('fileId', PathId) fileId: string,
    @CalledFile() _call: FileCall,
  ) {
    return this.audio.read(caller, { promptId, language, fileId });
  }
}
