import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Organisation } from './organisation.ts';

/** A client of the API: who logs in with an id and a secret, and what it may do. */
@Entity('oauth_client')
@Index('oauth_client_organisation_id_idx', ['organisationId'])
export class OAuthClient {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;

  @ManyToOne(() => Organisation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'oauth_client_organisation_id_fkey' })
  organisation!: Organisation;

  @Column('text')
  name!: string;

  /** `hashSecret`: scrypt with a salt of its own. */
  @Column('text', { name: 'secret_hash' })
  secretHash!: string;

  @Column('text', { array: true, default: [] })
  permissions!: string[];

  @Column('integer', { name: 'access_token_validity_seconds', default: 86_400 })
  accessTokenValiditySeconds!: number;

  @Column('boolean', { default: false })
  disabled!: boolean;

  @Column('timestamptz', { name: 'created_date', default: () => 'lethe_now()' })
  createdDate!: Date;
}
