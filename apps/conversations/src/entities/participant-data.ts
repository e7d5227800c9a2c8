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
import { ADDRESS } from '../formats/address.ts';
import { ATTRIBUTES, type Attributes } from '../formats/attributes.ts';
import type { MediaType } from '../words.ts';
import { Participant } from './participant.ts';
import { SOLE } from './reach.ts';

/**
 * Numbers and custom attributes that an interaction carries of a participant. The leg of an agent carries the
 * customer's, so all of an interaction is the customer's when no other contact takes part. Nothing of it is an
 * employee's own (requirements D11).
 */
@Entity('participant_data')
@Unique('participant_data_participant', ['organisationId', 'conversationId', 'participantId'])
@ForeignKey(() => Participant, ['organisationId', 'participantId'], ['organisationId', 'id'], {
  name: 'participant_data_participant_fkey',
})
@ReachedFrom(
  () => Participant,
  `r.conversation_id = p.conversation_id and p.external_contact_id is not null and (r.participant_id = p.id or ${SOLE})`,
)
@SubjectRecord({
  type: 'participantData',
  title: 'Numbers and custom attributes of an interaction',
  onErase: 'anonymise',
  isUnsearched: true,
  exportAs: shownTo,
  categories: ['name', 'contact details', 'social media handles', 'custom attributes'],
  purpose: 'To route an interaction and to show it to the agent',
  legalGround: 'Art. 6(1)(b) GDPR: answering what the customer asks',
  retention: 'Until the person asks for erasure',
  recipients: [],
})
export class ParticipantData extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'conversation_id' }) @NotPersonal('the interaction') conversationId!: string;
  @Column('uuid', { name: 'participant_id' }) @NotPersonal('the participant') participantId!: string;
  @Column('text', { name: 'media_type' }) @NotPersonal('a medium') mediaType!: MediaType;
  @Column('text', { nullable: true }) @Personal({ format: ADDRESS }) ani!: string | null;
  @Column('text', { name: 'ani_name', nullable: true }) @Personal({ identifies: 'NAME', part: 'whole' }) aniName!:
    string | null;
  @Column('text', { nullable: true }) @Personal({ format: ADDRESS }) dnis!: string | null;
  /** Keys are the organisation's words: no operation shows or changes them (requirements R89). */
  @Column('jsonb', { nullable: true })
  @Personal({
    format: ATTRIBUTES,
    categories: ['custom attributes'],
    excludedKeys: 'R89',
    erased: `(select jsonb_object_agg(key, '') from jsonb_object_keys(r.attributes) key)`,
    exportAs: (attributes: Attributes) => Object.values(attributes),
  })
  attributes!: Attributes | null;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) @ErasedAt() erasedAt!: Date | null;
}

/** The leg of somebody else shows its attribute values alone: the numbers and the name on it may be that person's. */
function shownTo(
  shown: Record<string, unknown>,
  record: ParticipantData,
  parents: readonly string[],
): Record<string, unknown> {
  if (parents.includes(record.participantId)) return shown;
  const { ani: _, aniName: __, dnis: ___, participantId: ____, ...rest } = shown;
  return rest;
}
