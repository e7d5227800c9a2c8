import { NotPersonalTable, OrganisationOwned, OutOfReach } from '@lethe/domain-kit';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { rolesOf, type AddressColumn, type ContactColumn, type NameColumn } from './columns.ts';

const UNDECLARED = {
  code: 'list.with.undeclared.columns',
  reason: 'what stands in a column that nobody declared finds nobody (R88)',
  advice: 'Declare what the columns hold: PUT /api/v2/outbound/contactlists/{contactListId}.',
};

const declaredOf = (list: ContactList): Set<string> => new Set(Object.values(rolesOf(list)).flat());
const isDeclared = (list: ContactList): boolean => declaredOf(list).size > 0;
const undeclared = (list: ContactList): number => {
  const declared = declaredOf(list);
  return list.columnNames.filter((column) => !declared.has(column)).length;
};

/**
 * A list to call, and what its columns mean, which its contacts repeat. The columns never change; where their meaning
 * does, the contacts follow.
 */
@Entity('contact_list')
@OutOfReach({
  ...UNDECLARED,
  certainty: 'possible',
  count: (list: ContactList) => (isDeclared(list) ? undeclared(list) : 0),
})
@OutOfReach({
  ...UNDECLARED,
  certainty: 'likely',
  count: (list: ContactList) => (isDeclared(list) ? 0 : undeclared(list)),
})
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
