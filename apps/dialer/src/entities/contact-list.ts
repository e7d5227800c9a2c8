import { NotPersonalTable, OrganisationOwned } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AddressColumn, ContactColumn, NameColumn } from './columns.ts';

/**
 * A list to call, and what its columns mean, which its contacts repeat. The columns never change; where their meaning
 * does, the contacts follow.
 */
@Entity('contact_list')
@NotPersonalTable('configuration: names of lists and of their columns')
export class ContactList extends OrganisationOwned {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('uuid', { name: 'division_id' }) divisionId!: string;
  @Column('jsonb', { name: 'column_names' }) columnNames!: string[];
  @Column('jsonb', { name: 'phone_columns' }) phoneColumns!: ContactColumn[];
  @Column('jsonb', { name: 'email_columns' }) emailColumns!: ContactColumn[];
  @Column('jsonb', { name: 'whats_app_columns' }) whatsAppColumns!: ContactColumn[];
  @Column('jsonb', { name: 'name_columns' }) nameColumns!: NameColumn[];
  @Column('jsonb', { name: 'address_columns' }) addressColumns!: AddressColumn[];
  /** Where it declares no names, or no addresses, its headings say which columns hold them. */
  @Column('boolean', { default: true }) infers!: boolean;
  @Column('integer') version!: number;
  @Column('timestamptz', { name: 'date_created', default: () => 'lethe_now()' }) dateCreated!: Date;
  @Column('timestamptz', { name: 'date_modified', default: () => 'lethe_now()' }) dateModified!: Date;
}
