import {
  ErasedAt,
  NotPersonal,
  OrganisationOwned,
  Personal,
  ReachedFrom,
  SubjectKey,
  SubjectRecord,
} from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Direction, MediaType, Purpose } from '../words.ts';
import { Participant } from './participant.ts';
import { AGENT, AGENT_GROUND, SOLE } from './reach.ts';

/**
 * A message of any medium, e-mails included. When no other contact takes part, all messages of the interaction are the
 * customer's; of several contacts each has their own (requirements D11). Bodies and subjects are free text: erased, but
 * neither searched nor rectified.
 */
@Entity('message')
@Index('message_conversation', ['organisationId', 'conversationId'])
@ForeignKey(() => Participant, ['organisationId', 'participantId'], ['organisationId', 'id'], {
  name: 'message_participant_fkey',
})
@ReachedFrom(() => Participant, `r.conversation_id = p.conversation_id and (r.participant_id = p.id or ${SOLE})`)
@SubjectRecord({
  type: 'message',
  title: 'Message or e-mail of an interaction',
  onErase: 'anonymise',
  retainWhen: [{ sql: AGENT, ground: AGENT_GROUND }],
  exportAs: withoutOthersId,
  categories: ['messages'],
  purpose: 'To serve customers in writing',
  legalGround: 'Art. 6(1)(b) GDPR: answering what the customer asks',
  retention: 'Contents until the person asks for erasure; time, medium and direction as long as the interaction',
  recipients: [],
})
export class Message extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'conversation_id' }) @NotPersonal('the interaction') conversationId!: string;
  @Column('uuid', { name: 'participant_id' }) @NotPersonal('who wrote it') participantId!: string;
  @Column('text') @NotPersonal('the role of who wrote it') purpose!: Purpose;
  @Column('text', { name: 'media_type' }) @NotPersonal('a medium') mediaType!: MediaType;
  @Column('text') @NotPersonal('a direction') direction!: Direction;
  @Column('timestamptz') @NotPersonal('a time') time!: Date;
  @Column('text', { nullable: true }) @Personal() subject!: string | null;
  @Column('text', { name: 'text_body', nullable: true }) @Personal() textBody!: string | null;
  @Column('text', { name: 'html_body', nullable: true }) @Personal() htmlBody!: string | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}

/** Who wrote it appears by role in the exports of others, not by an id. */
function withoutOthersId(
  shown: Record<string, unknown>,
  record: Message,
  parents: readonly string[],
): Record<string, unknown> {
  const { participantId: _, ...rest } = shown;
  return parents.includes(record.participantId) ? shown : rest;
}
