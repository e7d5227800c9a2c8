import { NotPersonalTable, OrganisationOwned } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that a flow says, in one or more languages. */
@Entity('prompt')
@NotPersonalTable('configuration: what flows say')
export class Prompt extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('uuid', { name: 'division_id' }) divisionId!: string;
}
