import { NotPersonalTable, OrganisationOwned } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('journey_deployment')
@NotPersonalTable('configuration: a website or an app that tracks, and by which types of ids it knows its visitors')
export class Deployment extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('jsonb', { name: 'customer_types' }) customerTypes!: string[];
}
