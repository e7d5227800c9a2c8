import { NotPersonal, OrganisationOwned, PartOf, RefersTo, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Customer } from './customer.ts';

/**
 * The visitor is this external contact. Of a visitor with contacts of several people nobody knows who it was
 * (requirements D23).
 */
@Entity('journey_contact_link')
@Unique('journey_contact_link_once', ['organisationId', 'journeyCustomerId', 'externalContactId'])
@Index('journey_contact_link_contact', ['organisationId', 'externalContactId'])
@ForeignKey(() => Customer, ['organisationId', 'journeyCustomerId'], ['organisationId', 'id'], {
  name: 'journey_contact_link_customer_fkey',
  // What an erasure does not see yet, because it is added beside it, goes as well.
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'contactLink',
  title: 'Contact that a visitor is',
  onErase: 'delete',
  categories: ['who a visitor is'],
  purpose: 'To serve customers who visit a website or an app',
  legalGround: 'Art. 6(1)(a) GDPR: the visitor has agreed to be tracked',
  retention: 'Until the person asks for erasure',
  recipients: [],
})
export class ContactLink extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'journey_customer_id' }) @PartOf(() => Customer) journeyCustomerId!: string;
  @Column('uuid', { name: 'external_contact_id' })
  @RefersTo('externalContactId', { same: true })
  externalContactId!: string;
  @Column('timestamptz', { name: 'linked_at' }) @NotPersonal('a time') linkedAt!: Date;
}
