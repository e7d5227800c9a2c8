import type { Principal } from '@lethe/contracts';
import { RunningDomain } from '@lethe/testing';
import { termKeys, type IdentifierKind } from '@lethe/matching';
import { directoryFixture } from '../test/fixture.ts';

const STATUS = 'Marie is on  holiday \u00e9 e\u0301';
const keys = (...terms: [IdentifierKind, string][]) =>
  terms.flatMap(([kind, value]) => termKeys(kind, value, 'US').map((key) => ({ kind, key })));

/**
 * What requests do to users, as the aggregator asks for it. The conformance suite has what is the same in every domain.
 */
describe('requests about users', () => {
  let domain: RunningDomain;
  let caller: Principal;
  let id: string;
  beforeAll(async () => (domain = await RunningDomain.start(directoryFixture)), 60_000);
  afterAll(() => domain?.stop());
  beforeEach(async () => {
    caller = domain.caller();
    const addresses = [
      { address: '+351212651573', mediaType: 'PHONE', type: 'WORK' },
      { address: 'm@home.example', mediaType: 'EMAIL' },
    ];
    const employerInfo = { officialName: 'Hamanová, Marie', employeeId: '7' };
    ({ id } = await domain.ok(caller, 'POST', '/api/v2/users', {
      name: 'Marie Hamanová',
      email: 'marie@acme.example',
      addresses,
      employerInfo,
      presence: { message: STATUS },
    }));
  });

  const statuses = async () =>
    (await domain.rows('directory_user'))
      .filter((row) => row.includes(id))
      .map((row) => (JSON.parse(row) as { presence_message: string }).presence_message);

  it.each([
    ['NAME', 'HAMANOVA marie'],
    ['EMAIL', 'Marie@ACME.example'],
    ['EMAIL', 'm@home.example'],
    ['PHONE', '00351 21 265 15 73'],
  ] as const)('finds the user by %s %s', async (kind, value) => {
    expect(await domain.search(caller, kind, value)).toMatchObject([
      {
        userId: id,
        name: 'Marie Hamanová',
        phoneNumbers: ['+351212651573'],
        emailAddresses: ['marie@acme.example', 'm@home.example'],
      },
    ]);
  });

  it('acts on an active employee only when the request names the user or its own term matches (D9)', async () => {
    const elsewhere = {
      id: { type: 'externalContactId' as const, id: caller.clientId },
      keys: keys(['EMAIL', 'm@home.example']),
      names: [{ whole: 'Marie Hamanová' }],
    };
    const doubtful = await domain.done('erase', domain.task(caller, elsewhere));
    expect(doubtful).toMatchObject({
      located: [],
      changes: [],
      ambiguous: [{ recordType: 'user', recordId: id, reason: { code: 'active.employee' }, subject: { userId: id } }],
    });
    expect(
      (await domain.done('locate', domain.task(caller, { keys: keys(['EMAIL', 'm@home.example']) }))).located,
    ).toEqual([{ recordType: 'user', disposition: 'anonymise', records: 1 }]);
    await domain.ok(caller, 'PUT', `/api/v2/users/${id}/state`, { state: 'inactive' });
    expect((await domain.done('locate', domain.task(caller, elsewhere))).located).toHaveLength(1);
  });

  it('anonymises without return, with a warning for an active employee, and leaves the personal status (D11, D12, D14)', async () => {
    const outcome = await domain.done('erase', domain.task(caller, { id: { type: 'userId', id } }));
    expect(outcome.changes).toEqual([
      {
        recordType: 'user',
        disposition: 'anonymised',
        records: 1,
        fields: { name: 1, email: 1, addresses: 1, employerInfo: 1 },
      },
    ]);
    expect(outcome.warnings).toMatchObject([{ code: 'active.employee' }]);
    const [row] = (await domain.rows('directory_user')).filter((line) => line.includes(id));
    expect(JSON.parse(row!)).toMatchObject({
      id,
      name: '',
      email: null,
      addresses: null,
      employer_info: null,
      state: 'deleted',
      version: 2,
    });
    expect(await statuses()).toEqual([STATUS]);
    expect(await domain.refusal(caller, 'PATCH', `/api/v2/users/${id}`, { version: 2, state: 'active' })).toEqual([
      404,
      'general.resource.not.found',
    ]);
    expect(await domain.refusal(caller, 'PUT', `/api/v2/users/${id}/state`, { state: 'active' })).toEqual([
      404,
      'general.resource.not.found',
    ]);
    expect(await domain.refusal(caller, 'GET', `/api/v2/users/${id}?state=deleted`)).toEqual([
      404,
      'general.resource.not.found',
    ]);
    expect((await domain.ok(caller, 'GET', '/api/v2/users?state=any')).total).toBe(0);
    expect(await domain.search(caller, 'EMAIL', 'marie@acme.example')).toEqual([]);
    await expect(domain.resolve(caller, { type: 'userId', id })).rejects.toMatchObject({ code: 'not.found' });
  });

  it('exports the profile without the personal status (D12)', async () => {
    const files = await domain.exported(domain.task(caller, { id: { type: 'userId', id } }));
    expect(Object.keys(files)).toEqual(['user.json']);
    expect(files['user.json']).toMatchObject([
      { id, name: 'Marie Hamanová', email: 'marie@acme.example', state: 'active', employerInfo: { employeeId: '7' } },
    ]);
    expect(JSON.stringify(files)).not.toContain('holiday');
    expect(files['user.json']![0]).not.toHaveProperty('presenceMessage');
  });

  it('corrects name, e-mail and phone wherever they stand, and not the personal status', async () => {
    const replacementTerms = [
      { type: 'NAME' as const, existingValue: 'Marie Hamanová', updatedValue: 'Maria Silva' },
      { type: 'EMAIL' as const, existingValue: 'm@home.example', updatedValue: 'maria@home.example' },
      { type: 'PHONE' as const, existingValue: '+351 212 651 573', updatedValue: '+351911222333' },
    ];
    const outcome = await domain.done(
      'rectify',
      domain.task(caller, { id: { type: 'userId', id } }, { replacementTerms }),
    );
    expect(outcome.changes).toEqual([
      { recordType: 'user', disposition: 'rectified', records: 1, fields: { name: 1, employerInfo: 1, addresses: 1 } },
    ]);
    expect(await domain.ok(caller, 'GET', `/api/v2/users/${id}`)).toMatchObject({
      version: 2,
      name: 'Maria Silva',
      email: 'marie@acme.example',
      employerInfo: { officialName: 'Maria Silva' },
      addresses: [{ address: '+351911222333' }, { address: 'maria@home.example' }],
    });
    expect(
      await domain.refusal(caller, 'PATCH', `/api/v2/users/${id}`, { version: 1, name: 'Marie Hamanová' }),
    ).toEqual([409, 'general.conflict']);
    expect(await statuses()).toEqual([STATUS]);
    expect(await domain.search(caller, 'PHONE', '+351911222333')).toHaveLength(1);
  });

  it('refuses an e-mail address that another user has, at once and without the address', async () => {
    await domain.ok(caller, 'POST', '/api/v2/users', { name: 'Eva', email: 'taken@acme.example' });
    const before = await domain.rows('directory_user');
    const replacementTerms = [
      { type: 'EMAIL' as const, existingValue: 'marie@acme.example', updatedValue: 'Taken@acme.example' },
    ];
    const outcome = await domain.run(
      'rectify',
      domain.task(caller, { id: { type: 'userId', id } }, { replacementTerms }),
    );
    expect(outcome).toMatchObject({ status: 'failed', away: false, final: true, reason: { code: 'value.taken' } });
    expect(JSON.stringify(outcome)).not.toMatch(/acme|SQLSTATE|23505/i);
    expect(await domain.rows('directory_user')).toEqual(before);
  });
});
