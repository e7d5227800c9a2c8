import {
  ErasedAt,
  NotPersonal,
  OrganisationOwned,
  Personal,
  RefersTo,
  SubjectKey,
  SubjectRecord,
} from '@lethe/domain-kit';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ADDRESS } from '../formats/address.ts';
import type { MediaType, Purpose } from '../words.ts';
import { Conversation } from './conversation.ts';
import { HELD } from './reach.ts';

const SECONDS = { type: 'double precision', nullable: true } as const;
const metric = () => NotPersonal('a measure of the interaction');

/**
 * Somebody or something in an interaction. Times and metrics survive an erasure; of an employee so does the id
 * (requirements D11).
 */
@Entity('participant')
@Index('participant_conversation', ['organisationId', 'conversationId'])
@Index('participant_external_contact', ['organisationId', 'externalContactId'])
@Index('participant_user', ['organisationId', 'userId'])
@Check('participant_one_link', 'external_contact_id is null or user_id is null')
@ForeignKey(() => Conversation, ['organisationId', 'conversationId'], ['organisationId', 'id'], {
  name: 'participant_conversation_fkey',
})
@SubjectRecord({
  type: 'participant',
  title: 'Participant of an interaction',
  onErase: 'anonymise',
  isUnsearched: true,
  alsoSet: { externalContactId: `case when (${HELD}) is not null then r.external_contact_id end` },
  heldBy: HELD,
  fileFolder: `r.conversation_id::text || '/' || r.id::text`,
  categories: ['name', 'contact details', 'social media handles', 'interactions'],
  purpose: 'To serve customers and to measure that service',
  legalGround: 'Art. 6(1)(b) GDPR: answering what the customer asks',
  retention:
    'Name and address until the person asks for erasure, the id of a contact longer under a legal hold; times and metrics as long as the interaction',
  recipients: [],
})
export class Participant extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'conversation_id' }) @NotPersonal('the interaction') conversationId!: string;
  @Column('integer') @NotPersonal('its place among the participants') position!: number;
  @Column('text') @NotPersonal('a role') purpose!: Purpose;
  @Column('text', { name: 'media_type' }) @NotPersonal('a medium') mediaType!: MediaType;
  @Column('uuid', { name: 'external_contact_id', nullable: true }) @RefersTo('externalContactId') externalContactId!:
    string | null;
  @Column('uuid', { name: 'user_id', nullable: true }) @RefersTo('userId') userId!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'NAME', part: 'whole' }) name!: string | null;
  @Column('text', { nullable: true }) @Personal({ format: ADDRESS }) address!: string | null;
  @Column('uuid', { name: 'queue_id', nullable: true }) @NotPersonal('a queue') queueId!: string | null;
  @Column('timestamptz', { name: 'start_time' }) @NotPersonal('a time') startTime!: Date;
  @Column('timestamptz', { name: 'connected_time', nullable: true }) @NotPersonal('a time') connectedTime!: Date | null;
  @Column('timestamptz', { name: 'end_time', nullable: true }) @NotPersonal('a time') endTime!: Date | null;
  @Column({ ...SECONDS, name: 'talk_seconds' }) @metric() talkSeconds!: number | null;
  @Column({ ...SECONDS, name: 'hold_seconds' }) @metric() holdSeconds!: number | null;
  @Column({ ...SECONDS, name: 'wrapup_seconds' }) @metric() wrapupSeconds!: number | null;
  @Column({ ...SECONDS, name: 'alert_seconds' }) @metric() alertSeconds!: number | null;
  @Column({ ...SECONDS, name: 'queue_seconds' }) @metric() queueSeconds!: number | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}
