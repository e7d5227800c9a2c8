import { NotPersonal, OrganisationOwned, PartOf, Personal, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { DialerContact } from './dialer-contact.ts';

/** The last attempt to reach a contact through one of its columns; goes with the contact. */
@Entity('call_record')
@Unique('call_record_contact_column', ['organisationId', 'contactId', 'columnName'])
@ForeignKey(() => DialerContact, ['organisationId', 'contactId'], ['organisationId', 'id'], {
  name: 'call_record_contact_fkey',
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'dialerCallRecord',
  title: 'Last attempt to reach a contact',
  onErase: 'delete',
  categories: ['attempts to reach the person'],
  purpose: 'Spacing attempts and not repeating them',
  legalGround: 'Art. 6(1)(f) GDPR: the interest in not calling too often',
  retention: 'As long as the contact',
  recipients: [],
})
export class CallRecord extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'contact_id' }) @PartOf(() => DialerContact) contactId!: string;
  @Column('text', { name: 'column_name' }) @NotPersonal('a column of the list') columnName!: string;
  @Column('timestamptz', { name: 'last_attempt' }) @Personal() lastAttempt!: Date;
  @Column('text', { name: 'last_result' }) @Personal() lastResult!: string;
}
