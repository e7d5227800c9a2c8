import { NotPersonalTable, OrganisationOwned } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Names and descriptions are out of reach of every operation, whatever is typed there (requirements R90). */
@Entity('flow')
@NotPersonalTable('configuration of call handling, excluded by R90')
export class Flow extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text') type!: string;
  @Column('uuid', { name: 'division_id' }) divisionId!: string;
  /** States, tasks and actions, as exported by the editor. */
  @Column('jsonb') configuration!: Record<string, unknown>;
  @Column('text', { name: 'published_version', nullable: true }) publishedVersion!: string | null;
}
