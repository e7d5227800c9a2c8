import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tenant. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  /** ISO 3166 alpha-2; null: the deployment's `LETHE_DEFAULT_COUNTRY`. */
  @Column('text', { name: 'default_country', nullable: true })
  defaultCountry!: string | null;

  @Column('timestamptz', { name: 'created_date', default: () => 'lethe_now()' })
  createdDate!: Date;
}
