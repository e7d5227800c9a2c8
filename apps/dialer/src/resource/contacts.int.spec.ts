import { randomUUID } from 'node:crypto';
import type { Principal } from '@lethe/contracts';
import { indexDisagreements } from '@lethe/domain-kit';
import { RunningDomain, until } from '@lethe/testing';
import { dialerFixture } from '../../test/fixture.ts';
import type { ContactsInput } from './contact-schemas.ts';
import { findContactList } from './find-list.ts';
import { putContacts } from './put-contacts.ts';

const LISTS = '/api/v2/outbound/contactlists';
const LIST = {
  name: 'Spring',
  columnNames: ['First', 'Last', 'Cell', 'Mail', 'Zip'],
  phoneColumns: [{ columnName: 'Cell', type: 'cell' }],
  emailColumns: [{ columnName: 'Mail', type: 'work' }],
  nameColumns: [
    { columnName: 'First', part: 'given' },
    { columnName: 'Last', part: 'family' },
  ],
};
const DATA = { First: 'Marie', Last: 'Hamanová', Cell: '+351212651573', Mail: 'marie@home.example', Zip: '2870' };

describe('contact lists and contacts', () => {
  let domain: RunningDomain;
  let caller: Principal;
  let list: { id: string };
  let path: string;
  beforeAll(async () => (domain = await RunningDomain.start(dialerFixture)), 60_000);
  afterAll(() => domain?.stop());
  beforeEach(async () => {
    caller = domain.caller();
    list = await domain.ok(caller, 'POST', LISTS, LIST);
    path = `${LISTS}/${list.id}/contacts`;
  });

  const post = (...contacts: object[]) =>
    domain.ok(
      caller,
      'POST',
      path,
      contacts.map((contact) => ({ contactListId: list.id, ...contact })),
    );
  const found = async (value: string) => (await domain.search(caller, 'PHONE', value)).length;

  it('creates, lists and renames a list, whose columns stay', async () => {
    expect(list).toMatchObject({ ...LIST, version: 1, addressColumns: [], selfUri: `${LISTS}/${list.id}` });
    await post({ data: DATA }, { data: {} });
    expect(await domain.ok(caller, 'GET', `${LISTS}/${list.id}?includeSize=true`)).toMatchObject({ size: 2 });
    expect(await domain.ok(caller, 'GET', `${LISTS}?includeSize=true`)).toMatchObject({
      total: 1,
      pageSize: 25,
      entities: [{ id: list.id, size: 2 }],
    });
    expect(
      await domain.ok(caller, 'PUT', `${LISTS}/${list.id}`, {
        ...LIST,
        name: 'Autumn',
        columnNames: ['Other'],
        version: 1,
      }),
    ).toMatchObject({ name: 'Autumn', version: 2, columnNames: LIST.columnNames });
    // The same once more, because its answer was lost.
    expect(await domain.ok(caller, 'PUT', `${LISTS}/${list.id}`, { name: 'Autumn', version: 1 })).toMatchObject({
      name: 'Autumn',
      version: 2,
    });
    expect(await domain.refusal(caller, 'PUT', `${LISTS}/${list.id}`, { name: 'Winter', version: 1 })).toEqual([
      409,
      'general.conflict',
    ]);
    expect(
      await domain.refusal(caller, 'POST', LISTS, { ...LIST, phoneColumns: [{ columnName: 'Nowhere', type: 'cell' }] }),
    ).toEqual([400, 'bad.request']);
  });

  it('adds contacts, with ids of the client or its own, and replaces those that are there', async () => {
    const id = randomUUID();
    const [own, made] = await post(
      { id, data: DATA },
      { data: { Cell: '(212) 555-0100' }, callable: false, phoneNumberStatus: { Cell: { callable: true } } },
    );
    expect(own).toMatchObject({
      id,
      contactListId: list.id,
      data: DATA,
      callable: true,
      callRecords: {},
      selfUri: `${path}/${id}`,
    });
    expect(made).toMatchObject({
      data: { Cell: '(212) 555-0100' },
      callable: false,
      phoneNumberStatus: { Cell: { callable: true } },
    });
    expect(await domain.ok(caller, 'GET', `${path}/${made.id}`)).toEqual(made);
    const [replaced, third] = await post(
      { id: id.toUpperCase(), data: { ...DATA, Cell: '+351911222333' } },
      { data: { Cell: 'ask mother' } },
    );
    expect(replaced).toMatchObject({ id, data: { Cell: '+351911222333' } });
    expect(third).toMatchObject({ data: { Cell: 'ask mother' } });
    expect([await found('+351212651573'), await found('+351911222333'), await found('+1 212 555 0100')]).toEqual([
      0, 1, 1,
    ]);
    expect(
      await domain.ok(caller, 'PUT', `${path}/${id}`, { contactListId: list.id, data: { Cell: '+351911222444' } }),
    ).toMatchObject({ data: { Cell: '+351911222444' } });
    expect([await found('+351911222333'), await found('+351911222444')]).toEqual([0, 1]);
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('takes a contact that another call adds at the same moment', async () => {
    const input = [{ id: randomUUID(), data: DATA }];
    const replies = await domain.store.transaction(caller, async (manager) => {
      await putContacts(manager, await findContactList(manager, list.id, 'read'), input as ContactsInput);
      const reply = domain.call(caller, 'POST', path, input);
      await until('the second call, which waits for the first', async () => {
        // From outside: a transaction sees the activity of others as it was when it first looked.
        const waiting = await domain.postgres.query(
          `select from pg_stat_activity where datname = '${domain.database}' and wait_event_type = 'Lock'`,
        );
        return waiting.length > 0;
      });
      return [reply];
    });
    expect(await replies[0]).toMatchObject({ status: 200, body: [{ id: input[0]!.id, data: DATA }] });
  });

  it('refuses ids that are in use in another list, and the same id twice', async () => {
    const id = randomUUID();
    await post({ id, data: DATA });
    const other = await domain.ok(caller, 'POST', LISTS, LIST);
    expect(await domain.refusal(caller, 'POST', `${LISTS}/${other.id}/contacts`, [{ id, data: DATA }])).toEqual([
      409,
      'contact.in.use',
    ]);
    expect(
      await domain.refusal(caller, 'POST', path, [
        { id, data: DATA },
        { id, data: DATA },
      ]),
    ).toEqual([400, 'bad.request']);
    const foreign = domain.caller();
    const foreignList = await domain.ok(foreign, 'POST', LISTS, LIST);
    expect(await domain.ok(foreign, 'POST', `${LISTS}/${foreignList.id}/contacts`, [{ id, data: DATA }])).toMatchObject(
      [{ id }],
    );
    expect(await domain.refusal(caller, 'POST', path, [{ id }])).toEqual([400, 'bad.request']);
  });

  it('writes records of calls, the last of each column', async () => {
    const [{ id }] = await post({ data: DATA });
    const call = { column: 'Cell', lastAttempt: '2026-01-02T03:04:05.000Z', lastResult: 'ININ-OUTBOUND-BUSY' };
    await domain.ok(caller, 'POST', `${path}/${id}/callrecords`, { ...call, lastResult: 'ININ-OUTBOUND-TIMEOUT' });
    await domain.ok(caller, 'POST', `${path}/${id}/callrecords`, call);
    for (const lastAttempt of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00']) {
      expect(await domain.refusal(caller, 'POST', `${path}/${id}/callrecords`, { ...call, lastAttempt })).toEqual([
        400,
        'bad.request',
      ]);
    }
    expect(await domain.ok(caller, 'GET', `${path}/${id}`)).toMatchObject({
      callRecords: { Cell: { lastAttempt: call.lastAttempt, lastResult: call.lastResult } },
    });
    const weak = { ...caller, permissions: ['outbound:contact:view'] };
    expect(await domain.refusal(weak, 'POST', `${path}/${id}/callrecords`, call)).toEqual([
      403,
      'missing.any.permissions',
    ]);
  });

  it('deletes one, several, and all with their list', async () => {
    const contacts = await post(
      ...Array.from({ length: 5 }, (_, n) => ({ data: { ...DATA, Cell: `+35121265157${n}` } })),
    );
    const [a, b, c, d] = contacts.map(({ id }: { id: string }) => id);
    expect(await domain.call(caller, 'DELETE', `${path}/${a}`)).toMatchObject({ status: 204 });
    expect((await domain.call(caller, 'DELETE', `${path}?contactIds=${b},${c}`)).status).toBe(204);
    expect((await domain.call(caller, 'DELETE', `${path}?contactIds=${b}&contactIds=${d}`)).status).toBe(204);
    expect(await domain.search(caller, 'EMAIL', DATA.Mail)).toHaveLength(1);
    expect(await domain.refusal(caller, 'GET', `${path}/${a}`)).toEqual([404, 'resource.not.found']);
    expect((await domain.call(caller, 'DELETE', `${LISTS}/${list.id}`)).status).toBe(204);
    expect(await domain.refusal(caller, 'GET', `${path}/${a}`)).toEqual([404, 'contact.list.not.found']);
    expect(await domain.search(caller, 'EMAIL', DATA.Mail)).toEqual([]);
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('looks the same for malformed, unknown and foreign ids', async () => {
    const [{ id }] = await post({ data: DATA });
    expect(await domain.refusal(caller, 'GET', `${path}/1`)).toEqual([404, 'not.found']);
    expect(await domain.refusal(caller, 'GET', `${LISTS}/x`)).toEqual([404, 'not.found']);
    expect(await domain.refusal(caller, 'GET', `${LISTS}/${randomUUID()}`)).toEqual([404, 'contact.list.not.found']);
    expect(await domain.refusal(domain.caller(), 'GET', `${path}/${id}`)).toEqual([404, 'contact.list.not.found']);
    expect((await domain.refusal(caller, 'DELETE', `${path}?contactIds=1`))[0]).toBe(400);
  });

  it('takes 750 contacts in one call, again, and changed, and the index follows', async () => {
    const contacts = Array.from({ length: 750 }, (_, n) => ({
      id: randomUUID(),
      data: { ...DATA, Cell: `+3519${10_000_000 + n}`, Mail: `m${n}@home.example` },
    }));
    expect(await post(...contacts)).toHaveLength(750);
    expect(await post(...contacts)).toHaveLength(750);
    await post(
      ...contacts.map((contact) => ({ ...contact, data: { ...contact.data, Zip: '1', Cell: '+351911222333' } })),
    );
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });
});
