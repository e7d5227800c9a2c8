import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { CreatePromptResource, UpdatePromptResource } from './prompt-input.ts';
import { PromptResourcesService } from './prompt-resources.service.ts';
import { PromptResourceView } from './resource-views.ts';

@Controller('api/v2/architect/prompts/:promptId/resources')
export class PromptResourcesController {
  constructor(private readonly resources: PromptResourcesService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('architect:userPrompt:edit')
  @Answers(200, PromptResourceView)
  create(
    @Caller() caller: Principal,
    @Param('promptId', PathId) promptId: string,
    @Body({ schema: CreatePromptResource }) body: CreatePromptResource,
  ) {
    return this.resources.create(caller, promptId, body);
  }

  @Get(':languageId')
  @RequirePermission('architect:userPrompt:view')
  @Answers(200, PromptResourceView)
  get(@Caller() caller: Principal, @Param('promptId', PathId) promptId: string, @Param('languageId') language: string) {
    return this.resources.get(caller, promptId, language);
  }

  @Put(':languageId')
  @RequirePermission('architect:userPrompt:edit')
  @Answers(200, PromptResourceView)
  replace(
    @Caller() caller: Principal,
    @Param('promptId', PathId) promptId: string,
    @Param('languageId') language: string,
    @Body({ schema: UpdatePromptResource }) body: UpdatePromptResource,
  ) {
    return this.resources.replace(caller, promptId, language, body);
  }
}
