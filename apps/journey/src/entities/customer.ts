import { OrganisationOwned, Personal, SubjectKey, SubjectParent, SubjectRecord, SubjectWord } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { TRAITS, type Traits } from '../formats/traits.ts';

/** Who visits, by a cookie or another id of a type that a deployment declares. */
@Entity('journey_customer')
@Unique('journey_customer_word', ['organisationId', 'customerType', 'customerId'])
@SubjectRecord({
  type: 'customer',
  title: 'Visitor',
  subjectId: 'journeyCustomer',
  onErase: 'delete',
  categories: [
    'cookies and other ids of a visitor',
    'ids in other systems',
    'name',
    'contact details',
    'postal address',
  ],
  purpose: 'To recognise who visits a website or an app',
  legalGround: 'Art. 6(1)(a) GDPR: the visitor has agreed to be tracked',
  retention: 'Until the person asks for erasure',
  recipients: [],
})
export class Customer extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('text', { name: 'customer_type' }) @SubjectParent() customerType!: string;
  @Column('text', { name: 'customer_id' })
  @SubjectWord({ categories: ['cookies and other ids of a visitor'] })
  customerId!: string;
  @Column('text', { name: 'external_id', nullable: true }) @Personal({ identifies: 'EXTERNAL_ID' }) externalId!:
    string | null;
  /** The latest of each, from events. */
  @Column('jsonb') @Personal({ format: TRAITS }) traits!: Traits;
}
