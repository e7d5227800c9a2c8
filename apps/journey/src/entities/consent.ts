import { NotPersonal, OrganisationOwned, PartOf, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Customer } from './customer.ts';

/** That a visitor agreed to be tracked (requirements R11). Of one who does so again there are several. */
@Entity('journey_consent')
@Index('journey_consent_customer', ['organisationId', 'journeyCustomerId'])
@ForeignKey(() => Customer, ['organisationId', 'journeyCustomerId'], ['organisationId', 'id'], {
  name: 'journey_consent_customer_fkey',
  // What an erasure does not see yet, because it is added beside it, goes as well.
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'consent',
  title: 'Consent to tracking',
  onErase: 'delete',
  categories: ['consent'],
  purpose: 'To track nobody who has not agreed',
  legalGround: 'Art. 6(1)(c) GDPR: whoever tracks has to be able to show the consent (Art. 7(1))',
  retention: 'As long as the visitor is known',
  recipients: [],
})
export class Consent extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'journey_customer_id' }) @PartOf(() => Customer) journeyCustomerId!: string;
  @Column('timestamptz', { name: 'given_at' }) @NotPersonal('a time') givenAt!: Date;
  /** Events until then stay; none is taken afterwards. */
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) @NotPersonal('a time') withdrawnAt!: Date | null;
}
