import { ApiClient } from '../api/api-client.ts';
import type { Access } from '../api/access.ts';
import { reportOf } from '../report.ts';
import { FakeApi, refusal } from '../../test/fake-api.ts';
import { rows } from '../../test/people.ts';
import { importPeople } from './import-people.ts';

describe('importPeople', () => {
  let api: FakeApi;
  let access: Access;
  let waits: number[];

  beforeEach(async () => {
    api = new FakeApi();
    access = await api.start();
    waits = [];
  });
  afterEach(() => api.stop());

  const load = (people = rows(60), allNew = false) =>
    importPeople(new ApiClient(access, { wait: async (milliseconds) => waits.push(milliseconds) }), people, {
      contactList: 'Import',
      allNew,
    });
  const stored = () => [api.contacts, api.users, api.dialerContacts].map(({ size }) => size);

  /** The first `times` calls of this kind meet the fault. */
  function faulty(kind: string, times: number, fault: ReturnType<typeof api.fault>) {
    api.fault = (call) => (call.kind === kind && times-- > 0 ? fault : undefined);
  }

  it('makes of every n-th row what it must become, and reports all ids', async () => {
    const { people, refused } = await load();
    expect(refused).toEqual([]);
    expect(stored()).toEqual([60 + 12 + 12, 6, 30]);
    expect(
      [...people].map(([number, { externalContactIds, dialerContactIds, userId }]) => [
        number,
        externalContactIds.length,
        dialerContactIds.length,
        userId !== undefined,
      ]),
    ).toEqual(
      rows(60).map(({ index, identity }) => [
        identity.Number,
        index % 5 === 0 ? 3 : 1,
        index % 2 === 0 ? 1 : 0,
        index % 10 === 0,
      ]),
    );
    const reported = [...people.values()];
    expect(new Set(reported.flatMap(({ externalContactIds }) => externalContactIds))).toEqual(
      new Set(api.contacts.keys()),
    );
    expect(new Set(reported.flatMap(({ userId }) => userId ?? []))).toEqual(new Set(api.users.keys()));
    expect(new Set(reported.flatMap(({ dialerContactIds }) => dialerContactIds.map(({ id }) => id)))).toEqual(
      new Set(api.dialerContacts.keys()),
    );
    const [list] = api.lists.keys();
    expect(
      reported.flatMap(({ dialerContactIds }) => dialerContactIds).every(({ contactListId }) => contactListId === list),
    ).toBe(true);
  });

  it('makes a visitor of every fourth person, who visits once', async () => {
    const { people } = await load();
    const visitors = () =>
      [...api.visitors.values()].map(({ customerId, consent, contacts, events }) => ({
        customerId,
        isLinked: contacts.length === 1,
        hasAgreed: consent.givenDate !== undefined,
        events: events.length,
      }));
    const expected = rows(60)
      .filter(({ index }) => index % 4 === 0)
      .map(({ identity }) => people.get(identity.Number)!.journeyCustomer!.id);
    expect(visitors()).toHaveLength(15);
    expect(visitors()).toEqual(
      expect.arrayContaining(
        expected.map((customerId) => ({ customerId, isLinked: true, hasAgreed: true, events: 3 })),
      ),
    );
    const before = visitors();
    await load();
    expect(visitors()).toEqual(before);
  });

  it('leaves empty keys out of the report', async () => {
    const { people } = await load(rows(2));
    const [even, odd] = Object.values(reportOf(people).people).map((person) => Object.keys(person).toSorted());
    expect(even).toEqual(['dialerContactIds', 'externalContactIds', 'journeyCustomer', 'userId']);
    expect(odd).toEqual(['externalContactIds']);
  });

  it('updates what an earlier import made and reports the same', async () => {
    const first = reportOf((await load()).people);
    const before = stored();
    const changed = rows(60).map((row) => ({ ...row, identity: { ...row.identity, Surname: `Neu${row.index}` } }));
    const second = reportOf((await load(changed)).people);
    expect(second).toEqual(first);
    expect(stored()).toEqual(before);
    expect([...api.users.values()].map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Lamara Neu0', 'Lamara Neu50']),
    );
    expect([...api.dialerContacts.values()].every(({ data }) => data.Surname.startsWith('Neu'))).toBe(true);
    expect(
      [...api.contacts.values()].filter(
        ({ lastName, set, id }) => lastName.startsWith('Neu') && (set ?? id) !== undefined,
      ),
    ).toHaveLength(60);
  });

  it('finds a user again whose e-mail address has changed', async () => {
    await load(rows(1));
    const [row] = rows(1);
    await load([{ ...row!, identity: { ...row!.identity, EmailAddress: 'new@example.com' } }]);
    expect([...api.users.values()].map(({ email }) => email)).toEqual(['new@example.com']);
  });

  it('keeps what a row knows nothing of', async () => {
    await load(rows(1));
    const [user] = api.users.values();
    const [dialer] = api.dialerContacts.values();
    user!.addresses.push({ mediaType: 'SMS', address: '+1555' });
    user!.employerInfo.officialName = 'L. Inarkaevich';
    Object.assign(dialer!, { callable: false });
    for (const contact of api.contacts.values()) contact.twitterId = { screenName: 'lamara' };
    await load(rows(1));
    expect(user).toMatchObject({ employerInfo: { officialName: 'L. Inarkaevich', employeeId: '1000' } });
    expect(user!.addresses).toHaveLength(2);
    expect([...api.dialerContacts.values()]).toEqual([expect.objectContaining({ callable: false })]);
    expect([...api.contacts.values()].every(({ twitterId }) => twitterId.screenName === 'lamara')).toBe(true);
  });

  it('leaves out the row whose user is somebody else, and nothing of it is loaded', async () => {
    api.users.set('other', { id: 'other', version: 3, email: 'lamara0@example.com', name: 'Somebody Else' });
    const { refused, people } = await load(rows(3));
    expect(refused).toEqual([{ line: 2, reason: 'directory user refused: 409 general.conflict: Not like this.' }]);
    expect(reportOf(people).people).not.toHaveProperty('1000');
    expect(stored()).toEqual([2, 1, 1]);
    expect(api.users.get('other')).toMatchObject({ name: 'Somebody Else', version: 3 });
  });

  it('tells code, message and field of a refusal and loads the rest', async () => {
    api.fault = ({ path, body }) =>
      path.endsWith('/contacts') && body.lastName === 'Inarkaevich7'
        ? refusal(400, 'bad.request', [{ errorCode: 'invalid.value', fieldName: 'address.countryCode' }])
        : undefined;
    const { refused } = await load(rows(10));
    expect(refused).toEqual([
      {
        line: 9,
        reason: 'external contact refused: 400 bad.request: Not like this. (address.countryCode invalid.value)',
      },
    ]);
    expect(api.contacts.size).toBe(9 + 2 + 2);
  });

  it('leaves out one dialer contact of a batch that is refused', async () => {
    api.fault = ({ body }) =>
      Array.isArray(body) && body.some(({ data }) => data.Surname === 'Inarkaevich4')
        ? refusal(400, 'invalid.value')
        : undefined;
    const { refused, people } = await load(rows(10));
    expect(refused).toEqual([{ line: 6, reason: 'dialer contact refused: 400 invalid.value: Not like this.' }]);
    expect(api.dialerContacts.size).toBe(4);
    expect(people.get('1004')).toMatchObject({ externalContactIds: [expect.any(String)], dialerContactIds: [] });
  });

  it('waits out 429 with every call', async () => {
    faulty(
      'POST /api/v2/externalcontacts/contacts',
      3,
      refusal(429, 'too.many.requests.retry.after', [], { 'retry-after': '1' }),
    );
    const started = performance.now();
    expect((await load()).refused).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(950);
    expect(waits).toEqual([]);
    expect(stored()).toEqual([84, 6, 30]);
  });

  it('takes one new token when the old one has run out', async () => {
    let seen = 0;
    api.fault = ({ path }) => {
      if (path !== '/oauth/token' && (seen += 1) === 50) api.tokens.push('the token of another time');
      return undefined;
    };
    expect((await load()).refused).toEqual([]);
    expect(api.calls.filter((call) => call === 'POST /oauth/token')).toHaveLength(2);
    expect(stored()).toEqual([84, 6, 30]);
  });

  it.each([
    ['a service that is away', refusal(503, 'service.unavailable', [], { 'retry-after': '2' })],
    ['a connection that breaks', 'drop'],
    ['an answer that gets lost', 'lose the answer'],
  ] as const)('meets %s at any call without making anything twice', async (_, fault) => {
    for (const kind of [
      'externalcontacts/contacts',
      'externalcontacts/contacts/merge',
      'users',
      'outbound/contactlists/:id/contacts',
      'outbound/contactlists',
    ]) {
      faulty(`POST /api/v2/${kind}`, 2, fault);
      const { refused } = await load();
      expect(refused).toEqual([]);
      expect([...stored(), api.lists.size]).toEqual([84, 6, 30, 1]);
      for (const map of [api.contacts, api.users, api.dialerContacts, api.lists]) map.clear();
    }
    // A creation whose answer got lost is found, not repeated.
    expect(waits.length).toBeGreaterThanOrEqual(fault === 'lose the answer' ? 5 : 10);
    expect(Math.min(...waits)).toBe(typeof fault === 'object' ? 2_000 : 500);
  });

  it('stops with what it has when nobody answers any more', async () => {
    let done = 0;
    api.fault = () => ((done += 1) > 150 ? 'drop' : undefined);
    const { stopped, refused, people } = await load();
    expect(stopped?.message).toContain('Lethe does not answer any more');
    expect(refused).toEqual([]);
    expect(Object.keys(reportOf(people).people).length).toBeGreaterThan(0);
  });

  it('goes on after an import that was interrupted', async () => {
    let done = 0;
    api.fault = () => ((done += 1) > 150 ? 'drop' : undefined);
    await load();
    api.fault = () => undefined;
    expect((await load()).refused).toEqual([]);
    expect(stored()).toEqual([84, 6, 30]);
  });

  it('stops at once when the client may not write', async () => {
    api.fault = ({ path }) => (path.endsWith('/users') ? refusal(403, 'missing.any.permissions') : undefined);
    expect((await load()).stopped?.message).toContain('403 missing.any.permissions');
  });

  it('sends at most 16 calls at a time and looks up nobody when all are new', async () => {
    await load(rows(200), true);
    expect(api.load.most).toBeLessThanOrEqual(16);
    expect(api.load.most).toBeGreaterThan(4);
    expect(api.calls.filter((call) => call.includes('identifierlookup') || call.includes('search'))).toEqual([]);
  });
});
