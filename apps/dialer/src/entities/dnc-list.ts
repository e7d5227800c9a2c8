import { NotPersonalTable, OrganisationOwned } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CONTACT_METHODS = ['Phone', 'Email', 'WhatsApp', 'Any', 'Custom'] as const;

/** A list of whom never to contact. */
@Entity('dnc_list')
@NotPersonalTable('configuration: names of lists')
export class DncList extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('uuid', { name: 'division_id' }) divisionId!: string;
  @Column('text', { name: 'dnc_source_type' }) dncSourceType!: string;
  @Column('text', { name: 'contact_method', nullable: true }) contactMethod!: (typeof CONTACT_METHODS)[number] | null;
  @Column('integer') version!: number;
  @Column('timestamptz', { name: 'date_created', default: () => 'lethe_now()' }) dateCreated!: Date;
  @Column('timestamptz', { name: 'date_modified', default: () => 'lethe_now()' }) dateModified!: Date;
}
