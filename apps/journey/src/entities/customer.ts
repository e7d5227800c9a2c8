import { NotPersonal, OrganisationOwned, Personal, RefersTo, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An example: every column says whether it is personal, the record says what erasure does and why it is kept. */
@Entity('journey_customer')
@Index('journey_customer_contact', ['organisationId', 'externalContactId'])
@SubjectRecord({
  type: 'customer',
  title: 'Customer',
  onErase: 'delete',
  categories: ['name', 'contact details'],
  purpose: 'What the domain keeps it for',
  legalGround: 'Art. 6(1)(f) GDPR: the interest that the domain has in it',
  retention: 'Until erasure is requested',
  recipients: [],
})
export class Customer extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'external_contact_id', nullable: true }) @RefersTo('externalContactId') externalContactId!:
    string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'NAME', part: 'whole' }) name!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'EMAIL' }) email!: string | null;
  @Column('text', { nullable: true }) @Personal({ identifies: 'PHONE' }) phone!: string | null;
  @Column('text') @NotPersonal('a state of work') status!: string;
}
