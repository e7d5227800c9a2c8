import { NotPersonalTable, OrganisationOwned, OutOfReach } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const OF_IT = 'organisation_id = r.organisation_id and conversation_id = r.id';

/** SQL on a conversation (alias `r`): somebody of outside took part, no contact did, and something of theirs is there. */
const WITHOUT_CONTACT = `not exists (select from participant where ${OF_IT} and external_contact_id is not null)
  and exists (select from participant p where p.organisation_id = r.organisation_id and p.conversation_id = r.id
    and p.purpose in ('customer', 'external') and p.user_id is null and p.erased_at is null
    and (coalesce(p.name, p.address) is not null
      or exists (select from participant_data where ${OF_IT} and participant_id = p.id and erased_at is null
        and (coalesce(ani, ani_name) is not null or attributes <> '{}'))
      or exists (select from message where ${OF_IT} and erased_at is null and coalesce(subject, text_body, html_body) is not null)
      or exists (select from attachment where ${OF_IT} and file_location is not null)
      or exists (select from recording where ${OF_IT} and coalesce(file_location, transcript::text) is not null)))`;

/** One interaction. It survives every erasure, so it has typed columns alone, into which nobody can type a name. */
@Entity('conversation')
@OutOfReach({
  code: 'interaction.without.contact',
  when: WITHOUT_CONTACT,
  certainty: 'likely',
  reason: 'interactions are found by their contact alone, never by what stands in them (R71 to R73, R92 to R95)',
  advice: 'Associate it with the external contact: PUT /api/v2/externalcontacts/conversations/{conversationId}.',
})
@NotPersonalTable('when an interaction took place; who took part stands on its participants')
export class Conversation extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz', { name: 'start_time' }) startTime!: Date;
  @Column('timestamptz', { name: 'end_time', nullable: true }) endTime!: Date | null;
  @Column('uuid', { name: 'division_id', nullable: true }) divisionId!: string | null;
}
