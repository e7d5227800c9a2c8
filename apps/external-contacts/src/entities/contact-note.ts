import { NotPersonal, OrganisationOwned, PartOf, Personal, SubjectKey, SubjectRecord } from '@lethe/domain-kit';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { ExternalContact } from './external-contact.ts';

/** What somebody wrote about a contact; goes with it. */
@Entity('contact_note')
@Index('contact_note_contact', ['organisationId', 'contactId'])
@ForeignKey(() => ExternalContact, ['organisationId', 'contactId'], ['organisationId', 'id'], {
  name: 'contact_note_contact_fkey',
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'externalContactNote',
  title: 'Note on an external contact',
  onErase: 'delete',
  categories: ['notes about the person'],
  purpose: 'to remember what was agreed with a customer',
  legalGround: 'Art. 6(1)(f) GDPR: the interest in knowing what was agreed',
  retention: 'as long as the contact',
  recipients: [],
})
export class ContactNote extends OrganisationOwned {
  @PrimaryColumn({ type: 'uuid' })
  @SubjectKey()
  id!: string;

  @Column({ type: 'uuid', name: 'contact_id' })
  @PartOf(() => ExternalContact)
  contactId!: string;

  @Column({ type: 'text', name: 'note_text' })
  @Personal()
  noteText!: string;

  @Column({ type: 'text', name: 'created_by' })
  @NotPersonal('the API client that wrote the note')
  createdBy!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'create_date', default: () => 'lethe_now()' })
  @NotPersonal('time of the record')
  createDate!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'modify_date', default: () => 'lethe_now()' })
  @NotPersonal('time of the record')
  modifyDate!: Date;
}
