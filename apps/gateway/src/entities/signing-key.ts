import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A key pair for tokens and download links. Its dates are of the database's clock, as token expiry is (requirements
 * D22).
 */
@Entity('signing_key')
export class SigningKey {
  @PrimaryColumn('text')
  kid!: string;

  @Column('text')
  algorithm!: string;

  @Column('jsonb', { name: 'public_jwk' })
  publicJwk!: JWK;

  /** Null once another key has taken over: nothing is signed with it any more. */
  @Column('jsonb', { name: 'private_jwk', nullable: true })
  privateJwk!: JWK | null;

  @Column('timestamptz', { name: 'created_date' })
  createdDate!: Date;

  /** Until when its signatures are accepted; null for the current key. */
  @Column('timestamptz', { name: 'retires_date', nullable: true })
  retiresDate!: Date | null;
}
