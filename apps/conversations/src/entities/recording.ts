import {
  Internal,
  NotPersonal,
  OutOfReach,
  Personal,
  ReachedFrom,
  StoredFile,
  SubjectKey,
  SubjectRecord,
} from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { HoldGround, Purpose, RecordingMedia } from '../words.ts';
import { Conversation } from './conversation.ts';
import { Participant } from './participant.ts';
import { AGENT, AGENT_GROUND, SEVERAL } from './reach.ts';

/** What was said. `time`: ISO 8601. */
export interface TranscriptEntry {
  participantId: string;
  purpose: Purpose;
  text: string;
  time: string;
}

/**
 * A recording of an interaction, with or without a file: the transcript may be all. It is erased for the only contact
 * of the interaction; a legal hold keeps it (requirements D13), so do the employee's own request (R84) and another
 * contact whose recording it is as well (D11).
 */
@Entity('recording')
@Index('recording_conversation', ['organisationId', 'conversationId'])
@ForeignKey(() => Conversation, ['organisationId', 'conversationId'], ['organisationId', 'id'], {
  name: 'recording_conversation_fkey',
})
@ReachedFrom(() => Participant, 'r.conversation_id = p.conversation_id')
@OutOfReach({
  code: 'file.without.owner',
  when: `coalesce(r.file_location, r.transcript::text) is not null and not exists (select from participant p
    where p.organisation_id = r.organisation_id and p.conversation_id = r.conversation_id
      and (p.external_contact_id is not null or p.user_id is not null))`,
  certainty: 'likely',
  reason: 'nobody who took part is a contact or a user, so no request reaches the recording (R71)',
  advice: 'Associate the interaction with the external contact, or delete the file.',
})
@SubjectRecord({
  type: 'recording',
  title: 'Recording of an interaction',
  onErase: 'delete',
  retainWhen: [
    { sql: 'r.hold_ground is not null', ground: { sql: 'r.hold_ground' } },
    { sql: AGENT, ground: AGENT_GROUND },
    { sql: SEVERAL, ground: 'Art. 17(3)(a) GDPR: it is a recording of other people as well' },
  ],
  leftOutWhen: {
    sql: `${AGENT} or ${SEVERAL}`,
    code: 'other.people',
    message: 'Other people are in the recording (Art. 15(4) GDPR).',
  },
  categories: ['recordings of voice and screen', 'transcripts'],
  purpose: 'To prove what was agreed and to improve service',
  legalGround: 'Art. 6(1)(a) GDPR: the consent of who is recorded',
  retention: 'Until the person asks for erasure, longer under a legal hold',
  recipients: [],
})
export class Recording extends StoredFile {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'conversation_id' }) @NotPersonal('the interaction') conversationId!: string;
  /** Null until a file is uploaded. */
  @Column('uuid', { name: 'participant_id', nullable: true }) @Internal('through whom the file came') participantId!:
    string | null;
  @Column('text') @NotPersonal('a medium') media!: RecordingMedia;
  @Column('timestamptz', { name: 'start_time' }) @NotPersonal('a time') startTime!: Date;
  @Column('timestamptz', { name: 'end_time', nullable: true }) @NotPersonal('a time') endTime!: Date | null;
  /** An export names who spoke by role. */
  @Column('jsonb', { nullable: true })
  @Personal({
    categories: ['transcripts'],
    exportAs: (entries: TranscriptEntry[]) => entries.map(({ purpose, text, time }) => ({ purpose, text, time })),
  })
  transcript!: TranscriptEntry[] | null;
  /** Set while the recording is under a legal hold. */
  @Column('text', { name: 'hold_ground', nullable: true })
  @NotPersonal('an article of law')
  holdGround!: HoldGround | null;
}
