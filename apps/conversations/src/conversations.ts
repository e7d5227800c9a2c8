import type { DomainDefinition } from '@lethe/domain-kit';
import { Attachment } from './entities/attachment.ts';
import { Conversation } from './entities/conversation.ts';
import { MessageParty } from './entities/message-party.ts';
import { Message } from './entities/message.ts';
import { ParticipantData } from './entities/participant-data.ts';
import { Participant } from './entities/participant.ts';
import { Recording } from './entities/recording.ts';
import { Wrapup } from './entities/wrapup.ts';
import { ConversationsController } from './resource/conversations.controller.ts';
import { ConversationsService } from './resource/conversations.service.ts';
import { FilesController } from './resource/files.controller.ts';
import { FilesService } from './resource/files.service.ts';
import { MessagesController } from './resource/messages.controller.ts';
import { MessagesService } from './resource/messages.service.ts';
import { RecordingsController } from './resource/recordings.controller.ts';
import { RecordingsService } from './resource/recordings.service.ts';

/**
 * Interactions of every medium. Whom they are about is told by their links alone, never by what stands in them
 * (requirements R72).
 */
export const conversations: DomainDefinition = {
  name: 'conversations',
  title: 'Conversations: interactions with their messages, files and recordings',
  entities: [Conversation, Participant, ParticipantData, Wrapup, Message, MessageParty, Attachment, Recording],
  requiresSubject: true,
  erasesOneByOne: true,
  resourcePaths: ['/api/v2/conversations', '/api/v2/externalcontacts/conversations'],
  filePaths: ['/api/v2/conversations/{conversationId}/files/{fileId}'],
  controllers: [ConversationsController, MessagesController, RecordingsController, FilesController],
  providers: [ConversationsService, MessagesService, RecordingsService, FilesService],
};
