import { NotPersonal, OrganisationOwned, Personal, ReachedFrom, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ADDRESS } from '../formats/address.ts';
import type { MediaType, PartyField, Purpose } from '../words.ts';
import { Message } from './message.ts';
import { Participant } from './participant.ts';
import { SOLE } from './reach.ts';

/**
 * Who sent or got a message, as it says. Where that is a participant the row is theirs, in whoever's message it stands:
 * an employee's name and address go with the employee although the message stays (requirements D11). When no other
 * contact takes part, all of an interaction are the customer's.
 */
@Entity('message_party')
@Index('message_party_conversation', ['organisationId', 'conversationId'])
@Index('message_party_message', ['organisationId', 'messageId'])
@ForeignKey(() => Message, ['organisationId', 'messageId'], ['organisationId', 'id'], {
  name: 'message_party_message_fkey',
})
@ReachedFrom(() => Participant, `r.conversation_id = p.conversation_id and (r.participant_id = p.id or ${SOLE})`)
@SubjectRecord({
  type: 'messageParty',
  title: 'Sender or recipient of a message',
  onErase: 'delete',
  isUnsearched: true,
  exportAs: byRole,
  categories: ['name', 'contact details', 'social media handles'],
  purpose: 'To serve customers in writing',
  legalGround: 'Art. 6(1)(b) GDPR: answering what the customer asks',
  retention: 'Until the person asks for erasure',
  recipients: [],
})
export class MessageParty extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'conversation_id' }) @NotPersonal('the interaction') conversationId!: string;
  @Column('uuid', { name: 'message_id' }) @NotPersonal('the message') messageId!: string;
  /** Null when it is nobody who takes part. */
  @Column('uuid', { name: 'participant_id', nullable: true }) @NotPersonal('the participant') participantId!:
    string | null;
  /** Of the participant; null as that is. */
  @Column('text', { nullable: true }) @NotPersonal('a role') purpose!: Purpose | null;
  @Column('text', { name: 'media_type' }) @NotPersonal('a medium') mediaType!: MediaType;
  @Column('text') @NotPersonal('sender or recipient') field!: PartyField;
  @Column('integer') @NotPersonal('its place in the field') position!: number;
  @Column('text', { nullable: true }) @Personal({ identifies: 'NAME', part: 'whole' }) name!: string | null;
  @Column('text', { nullable: true }) @Personal({ format: ADDRESS }) address!: string | null;
}

/** Everybody but the subject appears by role: never by name, address or id (GDPR Art. 15(4)). */
function byRole(
  shown: Record<string, unknown>,
  { participantId, messageId, field, purpose }: MessageParty,
  parents: readonly string[],
): Record<string, unknown> {
  return participantId !== null && parents.includes(participantId)
    ? shown
    : { messageId, field, role: purpose ?? 'other' };
}
