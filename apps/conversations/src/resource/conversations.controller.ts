import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { AssociationInput, AttributesPatch } from './participant-input.ts';
import { ConversationView } from './conversation-schema.ts';
import { ConversationsService } from './conversations.service.ts';
import { ImportInput } from './import-input.ts';

@Controller('api/v2')
export class ConversationsController {
  constructor(private readonly conversations: ConversationsService) {}

  /** Extension: one interaction as it was, from elsewhere. */
  @Post('conversations/imports')
  @RequirePermission('conversation:import:add')
  @Answers(201, ConversationView)
  import(@Caller() caller: Principal, @Body({ schema: ImportInput }) body: ImportInput) {
    return this.conversations.import(caller, body);
  }

  @Get('conversations/:conversationId')
  @RequirePermission('conversation:communication:view')
  @Answers(200, ConversationView)
  get(@Caller() caller: Principal, @Param('conversationId', PathId) id: string) {
    return this.conversations.get(caller, id);
  }

  @Patch('conversations/:conversationId/participants/:participantId/attributes')
  @HttpCode(204)
  @RequirePermission('conversation:participant:edit')
  patchAttributes(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) id: string,
    @Param('participantId', PathId) participantId: string,
    @Body({ schema: AttributesPatch }) body: AttributesPatch,
  ) {
    return this.conversations.patchAttributes(caller, id, participantId, body.attributes);
  }

  @Put('externalcontacts/conversations/:conversationId')
  @HttpCode(204)
  @RequirePermission('externalContacts:conversation:associate')
  associate(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) id: string,
    @Body({ schema: AssociationInput }) body: AssociationInput,
  ) {
    return this.conversations.associate(caller, id, body);
  }
}
