import { NotPersonal, OutOfReach, ReachedFrom, StoredFile, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Participant } from './participant.ts';

/**
 * A file that a participant uploaded. It is that participant's, whatever it holds, and nobody else's (requirements
 * R69).
 */
@Entity('attachment')
@Index('attachment_participant', ['organisationId', 'participantId'])
@Index('attachment_conversation', ['organisationId', 'conversationId'])
@ForeignKey(() => Participant, ['organisationId', 'participantId'], ['organisationId', 'id'], {
  name: 'attachment_participant_fkey',
})
@ReachedFrom(() => Participant, 'r.participant_id = p.id')
@OutOfReach({
  code: 'file.without.owner',
  when: `r.file_location is not null and exists (select from participant p where p.organisation_id = r.organisation_id
    and p.id = r.participant_id and p.external_contact_id is null and p.user_id is null)`,
  certainty: 'likely',
  reason: 'who uploaded it is neither a contact nor a user, so no request reaches the file (R66, R71)',
  advice: 'Associate the interaction with the external contact, or delete the file.',
})
@SubjectRecord({
  type: 'attachment',
  title: 'File in an interaction',
  onErase: 'delete',
  categories: ['files that the person sent'],
  purpose: 'To serve customers with what they send',
  legalGround: 'Art. 6(1)(b) GDPR: answering what the customer asks',
  retention: 'Until the person asks for erasure',
  recipients: [],
})
export class Attachment extends StoredFile {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'conversation_id' }) @NotPersonal('the interaction') conversationId!: string;
  @Column('uuid', { name: 'participant_id' }) @NotPersonal('who uploaded it') participantId!: string;
  @Column('uuid', { name: 'message_id', nullable: true }) @NotPersonal('the message it came with') messageId!:
    string | null;
}
