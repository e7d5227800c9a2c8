import type { Principal } from '@lethe/contracts';
import { indexDisagreements } from '@lethe/domain-kit';
import { termKeys, type IdentifierKind } from '@lethe/matching';
import { RunningDomain } from '@lethe/testing';
import { dialerFixture } from '../test/fixture.ts';

const GROUND = 'Art. 17(3)(b), objection to marketing, Art. 21';
const PHONE = '+351212651573';
const LIST = {
  name: 'Spring',
  columnNames: ['First', 'Last', 'Cell', 'WA', 'Mail', 'Street', 'City', 'Full', 'Zip'],
  phoneColumns: [{ columnName: 'Cell', type: 'cell' }],
  whatsAppColumns: [{ columnName: 'WA', type: 'cell' }],
  emailColumns: [{ columnName: 'Mail', type: 'work' }],
  nameColumns: [
    { columnName: 'First', part: 'given' },
    { columnName: 'Last', part: 'family' },
    { columnName: 'Full', part: 'whole' },
  ],
  addressColumns: [
    { columnName: 'Street', part: 'line' },
    { columnName: 'City', part: 'city' },
  ],
};
const MARIE = {
  First: 'Marie',
  Last: 'Hamanová',
  Cell: PHONE,
  WA: '+351 911 222 333',
  Mail: 'marie@home.example',
  Street: 'Rua Nova 5',
  City: 'Lisboa',
};
const keys = (...terms: [IdentifierKind, string][]) =>
  terms.flatMap(([kind, value]) => termKeys(kind, value, 'US').map((key) => ({ kind, key })));

/**
 * What requests do to contacts and do-not-call entries, as the aggregator asks for it. The conformance suite has the
 * rest.
 */
describe('requests about dialer contacts', () => {
  let domain: RunningDomain;
  let caller: Principal;
  let contacts: string;
  let subject: { type: 'dialerContactId'; id: string; parent: string };
  let dncList: string;
  beforeAll(async () => (domain = await RunningDomain.start(dialerFixture)), 60_000);
  afterAll(() => domain?.stop());
  beforeEach(async () => {
    caller = domain.caller();
    const list = await domain.ok(caller, 'POST', '/api/v2/outbound/contactlists', LIST);
    contacts = `/api/v2/outbound/contactlists/${list.id}/contacts`;
    const latestSmsEvaluations = { Cell: { contactColumn: 'Cell', contactAddress: PHONE, messageType: 'SMS' } };
    const [contact] = await domain.ok(caller, 'POST', contacts, [{ data: MARIE, latestSmsEvaluations }]);
    subject = { type: 'dialerContactId', id: contact.id, parent: list.id };
    await domain.ok(caller, 'POST', `${contacts}/${contact.id}/callrecords`, {
      column: 'Cell',
      lastAttempt: '2026-01-02T03:04:05Z',
      lastResult: 'busy',
    });
    dncList = `/api/v2/outbound/dnclists/${(await domain.ok(caller, 'POST', '/api/v2/outbound/dnclists', { name: 'Never', dncSourceType: 'rds' })).id}`;
    await domain.ok(caller, 'POST', `${dncList}/phonenumbers`, [PHONE]);
  });

  const marieKeys = () => keys(['NAME', 'Marie Hamanová'], ['PHONE', PHONE], ['EMAIL', MARIE.Mail]);
  const retained = { recordType: 'dncEntry', disposition: 'retained', records: 1, ground: GROUND };

  it.each([
    ['NAME', 'hamanova MARIE'],
    ['PHONE', '00351 212 651 573'],
    ['PHONE', '+351911222333'],
    ['WHATSAPP', '+351911222333'],
    ['EMAIL', 'MARIE@home.example'],
    ['ADDRESS', 'Rua Nova 5, Lisboa'],
  ] as const)('finds the contact by %s %s', async (kind, value) => {
    expect(await domain.search(caller, kind, value)).toMatchObject([
      {
        dialerContactId: { id: subject.id, contactListId: subject.parent },
        name: 'Marie Hamanová',
        emailAddresses: [MARIE.Mail],
      },
    ]);
  });

  it('answers an id only together with its list', async () => {
    expect(await domain.resolve(caller, subject)).toMatchObject({
      subject: { phoneNumbers: [PHONE, '+351911222333'], addresses: ['Rua Nova 5, Lisboa'] },
    });
    await expect(domain.resolve(caller, { ...subject, parent: subject.id })).rejects.toMatchObject({
      code: 'not.found',
    });
  });

  it('deletes the contact and its records of calls, and keeps the do-not-call entry (D11)', async () => {
    const outcome = await domain.done('erase', domain.task(caller, { id: subject, keys: marieKeys() }));
    expect(outcome.changes).toEqual([
      expect.objectContaining({ recordType: 'dialerContact', disposition: 'deleted', records: 1 }),
      retained,
      expect.objectContaining({ recordType: 'dialerCallRecord', disposition: 'deleted', records: 1 }),
    ]);
    expect(outcome.subjectIds).toEqual([subject]);
    const rows = [...(await domain.rows('dialer_contact')), ...(await domain.rows('call_record'))].filter((row) =>
      row.includes(subject.id),
    );
    expect(rows).toEqual([]);
    expect((await domain.ok(caller, 'POST', `${dncList}/check`, { phoneNumbers: [PHONE] })).phoneNumbers).toEqual([
      { value: PHONE, listed: true },
    ]);
    expect((await domain.rows('inbox')).join()).not.toContain('hamanov');
    expect((await domain.done('locate', domain.task(caller, { id: subject, keys: marieKeys() }))).located).toEqual([
      { recordType: 'dncEntry', disposition: 'retain', records: 1, ground: GROUND },
    ]);
    expect(await domain.refusal(caller, 'GET', `${contacts}/${subject.id}`)).toEqual([404, 'resource.not.found']);
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('reaches the do-not-call entry by a bare term, too', async () => {
    const { located } = await domain.done('locate', domain.task(caller, { keys: keys(['PHONE', PHONE]) }));
    expect(located).toEqual(
      expect.arrayContaining([{ recordType: 'dncEntry', disposition: 'retain', records: 1, ground: GROUND }]),
    );
  });

  it('leaves a contact of another name on the same phone alone, and says so (D9)', async () => {
    const [brother] = await domain.ok(caller, 'POST', contacts, [
      { data: { ...MARIE, First: 'Jan', Mail: 'jan@home.example' } },
    ]);
    const [nameless] = await domain.ok(caller, 'POST', contacts, [{ data: { Cell: PHONE } }]);
    const elsewhere = {
      id: { type: 'externalContactId' as const, id: caller.clientId },
      keys: marieKeys(),
      names: [{ whole: 'Marie Hamanová' }],
      shared: [],
    };
    const outcome = await domain.done('erase', domain.task(caller, elsewhere));
    expect(outcome.ambiguous).toMatchObject([
      {
        recordType: 'dialerContact',
        recordId: brother.id,
        reason: { code: 'other.name' },
        subject: { dialerContactId: { id: brother.id, contactListId: subject.parent } },
      },
      // A phone number alone tells nobody's name.
      { recordType: 'dialerContact', recordId: nameless.id, reason: { code: 'name.unknown' } },
    ]);
    expect(outcome.changes).toEqual(
      expect.arrayContaining([expect.objectContaining({ recordType: 'dialerContact', records: 1 }), retained]),
    );
    expect((await domain.call(caller, 'GET', `${contacts}/${brother.id}`)).status).toBe(200);
    expect((await domain.call(caller, 'GET', `${contacts}/${nameless.id}`)).status).toBe(200);
  });

  it('acts on the row that was named and on no other of the same phone', async () => {
    const [twin] = await domain.ok(caller, 'POST', contacts, [{ data: MARIE }]);
    await domain.done('erase', domain.task(caller, { id: subject, keys: marieKeys() }));
    expect((await domain.call(caller, 'GET', `${contacts}/${twin.id}`)).status).toBe(200);
  });

  it('exports contact, calls and the existence of the do-not-call entry', async () => {
    const files = await domain.exported(domain.task(caller, { id: subject, keys: marieKeys() }));
    expect(files['dialerContact.json']).toMatchObject([
      {
        id: subject.id,
        contactListId: subject.parent,
        data: MARIE,
        latestSmsEvaluations: { Cell: { contactAddress: PHONE } },
      },
    ]);
    expect(files['dialerContact.json']![0]).not.toHaveProperty('columnRoles');
    expect(files['dialerCallRecord.json']).toMatchObject([{ columnName: 'Cell', lastResult: 'busy' }]);
    expect(files['dncEntry.json']).toMatchObject([{ kind: 'PHONE' }]);
    expect(files['dncEntry.json']![0]).not.toHaveProperty('hash');
  });

  it('corrects the columns that hold the term, and the copies in evaluations', async () => {
    const replacementTerms = [
      { type: 'PHONE' as const, existingValue: '+351 212 651 573', updatedValue: '+351212000000' },
      { type: 'NAME' as const, existingValue: 'Marie Hamanová', updatedValue: 'Maria Silva' },
      { type: 'ADDRESS' as const, existingValue: 'Rua Nova 5, Lisboa', updatedValue: 'Rua Velha 1, Lisboa' },
    ];
    const outcome = await domain.done(
      'rectify',
      domain.task(caller, { id: subject, keys: marieKeys() }, { replacementTerms }),
    );
    expect(outcome.changes).toEqual([
      {
        recordType: 'dialerContact',
        disposition: 'rectified',
        records: 1,
        fields: { data: 1, latestSmsEvaluations: 1 },
      },
    ]);
    expect(await domain.ok(caller, 'GET', `${contacts}/${subject.id}`)).toMatchObject({
      data: { ...MARIE, First: 'Maria', Last: 'Silva', Cell: '+351212000000', Street: 'Rua Velha 1' },
      latestSmsEvaluations: { Cell: { contactColumn: 'Cell', contactAddress: '+351212000000' } },
    });
    expect([
      (await domain.search(caller, 'PHONE', PHONE)).length,
      (await domain.search(caller, 'PHONE', '+351212000000')).length,
    ]).toEqual([0, 1]);
    expect((await domain.ok(caller, 'POST', `${dncList}/check`, { phoneNumbers: [PHONE] })).phoneNumbers).toMatchObject(
      [{ listed: true }],
    );
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('reads names, addresses and countries of a list that declares none from its headings', async () => {
    const list = await domain.ok(caller, 'POST', '/api/v2/outbound/contactlists', {
      name: 'As the SDK makes it',
      columnNames: ['FirstName', 'LastName', 'HomePhone', 'Country'],
      phoneColumns: [{ columnName: 'HomePhone', type: 'home' }],
    });
    expect(await domain.ok(caller, 'GET', `/api/v2/outbound/contactlists/${list.id}`)).toMatchObject({
      nameColumns: [],
      inferredColumns: { nameColumns: [{ columnName: 'FirstName', part: 'given' }, { part: 'family' }] },
    });
    const rows = [
      { FirstName: 'Petr', LastName: 'Novák', HomePhone: '212 651 575', Country: 'PT' },
      { FirstName: 'Jana', LastName: 'Malá', HomePhone: '+351 212 651 575', Country: 'PT' },
    ];
    const path = `/api/v2/outbound/contactlists/${list.id}/contacts`;
    const [petr, jana] = await domain.ok(
      caller,
      'POST',
      path,
      rows.map((data) => ({ data })),
    );
    expect(await domain.search(caller, 'NAME', 'Novák Petr')).toHaveLength(1);
    expect(await domain.search(caller, 'PHONE', '+351 212 651 575')).toHaveLength(2);
    expect(await domain.search(caller, 'PHONE', '+1 212 651 575')).toEqual([]);
    const elsewhere = {
      id: { type: 'externalContactId' as const, id: caller.clientId },
      keys: keys(['PHONE', '+351212651575']),
      names: [{ whole: 'Petr Novák' }],
    };
    await domain.done('erase', domain.task(caller, elsewhere));
    expect(await domain.refusal(caller, 'GET', `${path}/${petr.id}`)).toEqual([404, expect.any(String)]);
    expect(await domain.ok(caller, 'GET', `${path}/${jana.id}`)).toMatchObject({ data: rows[1] });
  });
});
