import type { MediaType } from './media.ts';

/**
 * Body of `POST /api/v2/conversations/imports`, as far as it is used here. Times are ISO 8601; what is undefined is not
 * sent.
 */
export interface ConversationImport {
  id: string;
  startTime: string;
  endTime: string;
  participants: ParticipantImport[];
  messages: MessageImport[];
  recordings: RecordingImport[];
}

export interface ParticipantImport {
  id: string;
  purpose: 'customer' | 'agent';
  mediaType: MediaType;
  name?: string;
  userId?: string;
  externalContactId?: string;
  address?: string;
  ani?: string;
  aniName?: string;
  dnis?: string;
  attributes?: Record<string, string>;
  connectedTime?: string;
  endTime: string;
  metrics?: { talkSeconds: number; holdSeconds: number; wrapupSeconds: number };
  wrapup?: { code: string; notes: string };
}

interface Party {
  name?: string;
  address?: string;
}

export interface MessageImport {
  id: string;
  /** Index into the participants. */
  participant: number;
  direction: 'inbound' | 'outbound';
  time: string;
  subject?: string;
  textBody: string;
  htmlBody?: string;
  from: Party;
  to: Party[];
}

export interface RecordingImport {
  id: string;
  media: 'audio';
  startTime: string;
  endTime: string;
  transcript: { participant: number; text: string; time: string }[];
}

export interface PlannedFile {
  id: string;
  /** Under what the report lists it: the uploader's attachments, or the recordings. */
  of: 'person' | 'agent' | 'recordings';
  participantId: string;
  messageId?: string;
  name: string;
  contentType: string;
  content: Uint8Array<ArrayBuffer>;
}

/** A conversation with its files, complete before it is sent. */
export interface PlannedConversation {
  mediaType: MediaType;
  body: ConversationImport;
  files: PlannedFile[];
}
