import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { ObjectsQuery } from './flow-input.ts';
import { PromptInput } from './prompt-input.ts';
import { PromptListing, PromptView } from './prompt-view.ts';
import { PromptsService } from './prompts.service.ts';

@Controller('api/v2/architect/prompts')
export class PromptsController {
  constructor(private readonly prompts: PromptsService) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('architect:userPrompt:add')
  @Answers(200, PromptView)
  create(@Caller() caller: Principal, @Body({ schema: PromptInput }) body: PromptInput) {
    return this.prompts.create(caller, body);
  }

  @Get()
  @RequirePermission('architect:userPrompt:view')
  @Answers(200, PromptListing)
  list(@Caller() caller: Principal, @Query({ schema: ObjectsQuery }) query: ObjectsQuery) {
    return this.prompts.list(caller, query);
  }

  @Get(':promptId')
  @RequirePermission('architect:userPrompt:view')
  @Answers(200, PromptView)
  get(@Caller() caller: Principal, @Param('promptId', PathId) promptId: string) {
    return this.prompts.get(caller, promptId);
  }
}
