import { pseudonym } from '@lethe/platform';
import { termKeys } from '@lethe/matching';
import { TEST_PSEUDONYM_KEY, type DomainFixture } from '@lethe/testing';
import { v7 } from 'uuid';
import { dialer } from '../src/dialer.ts';
import { CallRecord } from '../src/entities/call-record.ts';
import { rolesOf } from '../src/entities/columns.ts';
import { ContactList } from '../src/entities/contact-list.ts';
import { DialerContact } from '../src/entities/dialer-contact.ts';
import { DncEntry } from '../src/entities/dnc-entry.ts';
import { DncList } from '../src/entities/dnc-list.ts';
import { migrations } from '../src/migrations/index.ts';

const COLUMNS = {
  phoneColumns: [{ columnName: 'Cell', type: 'cell' }],
  emailColumns: [{ columnName: 'Mail', type: 'work' }],
  whatsAppColumns: [{ columnName: 'WhatsApp', type: 'cell' }],
  nameColumns: [
    { columnName: 'First', part: 'given' as const },
    { columnName: 'Last', part: 'family' as const },
  ],
  addressColumns: [
    { columnName: 'Street', part: 'line' as const },
    { columnName: 'City', part: 'city' as const },
    { columnName: 'Zip', part: 'postalCode' as const },
  ],
};
const columnNames = ['First', 'Last', 'Cell', 'Mail', 'WhatsApp', 'Street', 'City', 'Zip', 'Note'];

/** Everything that the dialer can hold of a person. */
export const dialerFixture: DomainFixture = {
  definition: dialer,
  migrations,
  async seed(manager, { organisationId, defaultCountry }, person) {
    const owned = () => ({ organisationId, id: v7() });
    const list = await manager.save(
      manager.create(ContactList, {
        ...owned(),
        ...COLUMNS,
        name: 'List',
        divisionId: organisationId,
        columnNames,
        version: 1,
      }),
    );
    const data = {
      First: person.given,
      Last: person.family,
      Cell: person.phone,
      Mail: person.email,
      WhatsApp: person.phone,
      Street: person.street,
      City: person.city,
      Zip: person.postalCode,
      Note: person.note,
    };
    const latestSmsEvaluations = { Cell: { contactColumn: 'Cell', contactAddress: person.phone, messageType: 'SMS' } };
    const latestEmailEvaluations = { Mail: { contactColumn: 'Mail', contactAddress: person.email } };
    const latestWhatsAppEvaluations = { WhatsApp: { contactColumn: 'WhatsApp', contactAddress: person.phone } };
    const contact = await manager.save(
      manager.create(DialerContact, {
        ...owned(),
        contactListId: list.id,
        columnRoles: rolesOf(list),
        data,
        callable: true,
        latestSmsEvaluations,
        latestEmailEvaluations,
        latestWhatsAppEvaluations,
      }),
    );
    await manager.save(
      manager.create(CallRecord, {
        ...owned(),
        contactId: contact.id,
        columnName: 'Cell',
        lastAttempt: new Date(),
        lastResult: person.note,
      }),
    );
    const dncList = await manager.save(
      manager.create(DncList, {
        ...owned(),
        name: 'Never',
        divisionId: organisationId,
        dncSourceType: 'rds',
        version: 1,
      }),
    );
    const hash = pseudonym(
      TEST_PSEUDONYM_KEY,
      organisationId,
      'PHONE',
      termKeys('PHONE', person.phone, defaultCountry)[0]!,
    );
    await manager.save(manager.create(DncEntry, { ...owned(), dncListId: dncList.id, kind: 'PHONE', hash }));
    return { type: 'dialerContactId', id: contact.id, parent: list.id };
  },
};
