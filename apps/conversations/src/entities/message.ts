import { ErasedAt, NotPersonal, OrganisationOwned, Personal, ReachedFrom, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PARTIES, PARTY, type Party } from '../formats/party.ts';
import type { Direction, MediaType, Purpose } from '../words.ts';
import { Participant } from './participant.ts';
import { AGENT, AGENT_GROUND, SOLE } from './reach.ts';

/**
 * A message of any medium, e-mails included. When no other contact takes part, all messages of the interaction are the customer's; of several
 * contacts each has their own (requirements D11). Bodies and subjects are free text: erased, but neither searched nor rectified.
 */
@Entity('message')
@Index('message_conversation', ['organisationId', 'conversationId'])
@ForeignKey(() => Participant, ['organisationId', 'participantId'], ['organisationId', 'id'], { name: 'message_participant_fkey' })
@ReachedFrom(() => Participant, `r.conversation_id = p.conversation_id and (r.participant_id = p.id or ${SOLE})`)
@SubjectRecord({
  type: 'message',
  title: 'Message or e-mail of an interaction',
  onErase: 'anonymise',
  isUnsearched: true,
  retainWhen: [{ sql: AGENT, ground: AGENT_GROUND }],
  exportAs: byRole,
  categories: ['messages', 'contact details'],
  purpose: 'To serve customers in writing',
  retention: 'Contents until the person asks for erasure; time, medium and direction as long as the interaction',
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
  @Column('jsonb', { name: 'from_party', nullable: true }) @Personal({ format: PARTY }) from!: Party | null;
  @Column('jsonb', { name: 'to_parties', nullable: true }) @Personal({ format: PARTIES }) to!: Party[] | null;
  @Column('jsonb', { name: 'cc_parties', nullable: true }) @Personal({ format: PARTIES }) cc!: Party[] | null;
  @Column('jsonb', { name: 'bcc_parties', nullable: true }) @Personal({ format: PARTIES }) bcc!: Party[] | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}

/** Everybody but the subject appears by role: never by name, address or id (GDPR Art. 15(4)). */
function byRole(shown: Record<string, unknown>, { participantId, purpose, from, to, cc, bcc }: Message, parents: readonly string[]): Record<string, unknown> {
  const isOwn = parents.includes(participantId);
  const { participantId: _, ...rest } = shown;
  const others = (parties: Party[], role: string) => parties.map(() => role);
  return {
    ...(isOwn ? shown : rest),
    ...(from && !isOwn && { from: purpose }),
    ...(to && { to: others(to, isCustomer(purpose) ? 'agent' : 'customer') }),
    ...(cc && { cc: others(cc, 'other') }),
    ...(bcc && { bcc: others(bcc, 'other') }),
  };
}

const isCustomer = (purpose: Purpose) => purpose === 'customer' || purpose === 'external';
