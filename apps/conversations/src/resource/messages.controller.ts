import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { pageQuery, type Page, type Principal } from '@lethe/contracts';
import { Answers, Caller, PathId, RequirePermission } from '@lethe/domain-kit';
import { EmailPreviewListing, EmailView, MessageIds, MessageListing, MessageView } from './message-schema.ts';
import { MessagesService } from './messages.service.ts';

@Controller('api/v2/conversations')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Get('emails/:conversationId/messages')
  @RequirePermission('conversation:communication:view')
  @Answers(200, EmailPreviewListing)
  emails(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Query({ schema: pageQuery() }) page: Page,
  ) {
    return this.messages.emails(caller, conversationId, page);
  }

  @Get('emails/:conversationId/messages/:messageId')
  @RequirePermission('conversation:communication:view')
  @Answers(200, EmailView)
  email(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Param('messageId', PathId) id: string,
  ) {
    return this.messages.email(caller, conversationId, id);
  }

  @Get('messages/:conversationId/messages/:messageId')
  @RequirePermission('conversation:message:view')
  @Answers(200, MessageView)
  message(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Param('messageId', PathId) id: string,
  ) {
    return this.messages.message(caller, conversationId, id);
  }

  @Post('messages/:conversationId/messages/bulk')
  @HttpCode(200)
  @RequirePermission('conversation:message:view')
  @Answers(200, MessageListing)
  bulk(
    @Caller() caller: Principal,
    @Param('conversationId', PathId) conversationId: string,
    @Body({ schema: MessageIds }) ids?: string[] | null,
  ) {
    return this.messages.bulk(caller, conversationId, ids);
  }
}
