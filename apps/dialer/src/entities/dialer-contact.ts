import {
  Internal,
  NotPersonal,
  OrganisationOwned,
  Personal,
  SubjectKey,
  SubjectParent,
  SubjectRecord,
} from '@lethe/domain-kit';
import { isDeepStrictEqual } from 'node:util';
import { Column, Entity, ForeignKey, In, Index, PrimaryColumn, type EntityManager } from 'typeorm';
import { contactDataFormat, type ContactData } from '../formats/contact-data.ts';
import { evaluationsFormat, type Evaluations } from '../formats/evaluations.ts';
import { writtenWhatsApp } from '../formats/whats-app.ts';
import { rolesOf, type ColumnRoles } from './columns.ts';
import { ContactList } from './contact-list.ts';

const smsFormat = evaluationsFormat(['PHONE'], (value) => [{ kind: 'PHONE', value }]);
const emailFormat = evaluationsFormat(['EMAIL'], (value) => [{ kind: 'EMAIL', value }]);
const whatsAppFormat = evaluationsFormat(['WHATSAPP', 'PHONE'], (value) => writtenWhatsApp(value));

async function takeRolesOfLists(manager: EntityManager, contacts: DialerContact[]): Promise<void> {
  const ids = new Set(contacts.map(({ contactListId }) => contactListId));
  const lists = await manager.findBy(ContactList, { id: In([...ids]) });
  const roles = new Map(lists.map((list) => [list.id, rolesOf(list)]));
  for (const contact of contacts) {
    const now = roles.get(contact.contactListId);
    if (now !== undefined && !isDeepStrictEqual(contact.columnRoles, now)) contact.columnRoles = now;
  }
}

function undeclaredValues(data: ContactData, { columnRoles }: DialerContact): string[] {
  const declared = new Set(Object.values(columnRoles).flat());
  return Object.entries(data).flatMap(([column, value]) => (declared.has(column) ? [] : [value]));
}

/** Somebody on a list to call. Ids are unique in the organisation, not only in the list. */
@Entity('dialer_contact')
@Index('dialer_contact_list', ['organisationId', 'contactListId'])
@ForeignKey(() => ContactList, ['organisationId', 'contactListId'], ['organisationId', 'id'], {
  name: 'dialer_contact_list_fkey',
  onDelete: 'CASCADE',
})
@SubjectRecord({
  type: 'dialerContact',
  title: 'Contact on a list to call',
  subjectId: 'dialerContactId',
  onErase: 'delete',
  refresh: takeRolesOfLists,
  categories: ['name', 'contact details', 'postal address', 'what the list holds beside them'],
  purpose: 'Calling and writing to customers',
  legalGround: 'Art. 6(1)(f) GDPR: the interest in offers, as long as nobody objects (Art. 21)',
  retention: 'Until the contact or its list is deleted',
  recipients: [],
})
export class DialerContact extends OrganisationOwned {
  @PrimaryColumn('uuid') @SubjectKey() id!: string;
  @Column('uuid', { name: 'contact_list_id' }) @SubjectParent() contactListId!: string;
  /** Column of the list → value. The keys are the list's own, so an export shows them. */
  @Column('jsonb')
  @Personal({
    format: contactDataFormat,
    undeclared: undeclaredValues,
    categories: ['name', 'contact details', 'postal address', 'what the list holds beside them'],
  })
  data!: ContactData;
  /** A copy of what the list declares: whoever has the row can read its identifiers without the list. */
  @Column('jsonb', { name: 'column_roles' }) @Internal('what the columns of the list mean') columnRoles!: ColumnRoles;
  @Column('jsonb', { name: 'latest_sms_evaluations', nullable: true })
  @Personal({ format: smsFormat })
  latestSmsEvaluations!: Evaluations | null;
  @Column('jsonb', { name: 'latest_email_evaluations', nullable: true })
  @Personal({ format: emailFormat })
  latestEmailEvaluations!: Evaluations | null;
  @Column('jsonb', { name: 'latest_whats_app_evaluations', nullable: true })
  @Personal({ format: whatsAppFormat, categories: ['contact details'] })
  latestWhatsAppEvaluations!: Evaluations | null;
  @Column('boolean') @NotPersonal('whether campaigns may call') callable!: boolean;
  @Column('jsonb', { name: 'phone_number_status', nullable: true })
  @NotPersonal('whether campaigns may call a column')
  phoneNumberStatus!: Record<string, Record<string, unknown>> | null;
  @Column('jsonb', { name: 'contactable_status', nullable: true })
  @NotPersonal('whether campaigns may use a medium')
  contactableStatus!: Record<string, Record<string, unknown>> | null;
  @Column('timestamptz', { name: 'date_created', default: () => 'lethe_now()' })
  @NotPersonal('time of creation')
  dateCreated!: Date;
}
