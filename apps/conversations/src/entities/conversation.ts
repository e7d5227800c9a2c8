import { NotPersonalTable, OrganisationOwned } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One interaction. It survives every erasure, so it has typed columns alone, into which nobody can type a name. */
@Entity('conversation')
@NotPersonalTable('when an interaction took place; who took part stands on its participants')
export class Conversation extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz', { name: 'start_time' }) startTime!: Date;
  @Column('timestamptz', { name: 'end_time', nullable: true }) endTime!: Date | null;
  @Column('uuid', { name: 'division_id', nullable: true }) divisionId!: string | null;
}
