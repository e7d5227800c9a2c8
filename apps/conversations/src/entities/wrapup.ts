import {
  ErasedAt,
  NotPersonal,
  OrganisationOwned,
  Personal,
  ReachedFrom,
  SubjectKey,
  SubjectRecord,
} from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Participant } from './participant.ts';
import { SOLE } from './reach.ts';

/**
 * How an agent closed an interaction. The notes are the agent's, and about the customer when no other contact takes
 * part.
 */
@Entity('wrapup')
@Unique('wrapup_participant', ['organisationId', 'conversationId', 'participantId'])
@ForeignKey(() => Participant, ['organisationId', 'participantId'], ['organisationId', 'id'], {
  name: 'wrapup_participant_fkey',
})
@ReachedFrom(() => Participant, `r.conversation_id = p.conversation_id and (r.participant_id = p.id or ${SOLE})`)
@SubjectRecord({
  type: 'wrapup',
  title: 'Wrap-up of an interaction',
  onErase: 'anonymise',
  exportAs: withoutOthersId,
  categories: ['notes about the person'],
  purpose: 'To remember how an interaction ended',
  legalGround: 'Art. 6(1)(b) GDPR: answering what the customer asks',
  retention: 'Notes until the person asks for erasure; the code as long as the interaction',
  recipients: [],
})
export class Wrapup extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'conversation_id' }) @NotPersonal('the interaction') conversationId!: string;
  @Column('uuid', { name: 'participant_id' }) @NotPersonal('the participant') participantId!: string;
  @Column('text', { nullable: true }) @NotPersonal('one of the codes of the organisation') code!: string | null;
  @Column('text', { nullable: true }) @Personal() notes!: string | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}

/** Agents appear by role in the exports of others, not by an id. */
function withoutOthersId(
  shown: Record<string, unknown>,
  record: Wrapup,
  parents: readonly string[],
): Record<string, unknown> {
  const { participantId: _, ...rest } = shown;
  return parents.includes(record.participantId) ? shown : rest;
}
