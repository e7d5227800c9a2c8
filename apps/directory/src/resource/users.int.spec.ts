import type { Principal } from '@lethe/contracts';
import { indexDisagreements } from '@lethe/domain-kit';
import { RunningDomain } from '@lethe/testing';
import { directoryFixture } from '../../test/fixture.ts';

const UNKNOWN = '018f0000-0000-7000-8000-000000000000';

describe('users', () => {
  let domain: RunningDomain;
  let caller: Principal;
  beforeAll(async () => (domain = await RunningDomain.start(directoryFixture)), 60_000);
  afterAll(() => domain?.stop());
  beforeEach(() => (caller = domain.caller()));

  const create = (body: object) => domain.ok(caller, 'POST', '/api/v2/users', { divisionId: UNKNOWN, ...body });
  const marie = { name: 'Marie Hamanová', email: 'marie@acme.example' };

  it('creates, shows and lists a user in the form of the wire contract', async () => {
    const addresses = [
      { address: '212 651 573', countryCode: 'PT', mediaType: 'PHONE', type: 'PRIMARY' },
      { extension: '12', mediaType: 'PHONE', type: 'WORK' },
    ];
    const user = await create({ ...marie, title: 'Lead', addresses, chat: { jabberId: 'j1' }, password: 'ignored' });
    expect(user).toMatchObject({
      ...marie,
      title: 'Lead',
      state: 'active',
      version: 1,
      username: marie.email,
      division: { id: UNKNOWN },
      chat: { jabberId: 'j1' },
      selfUri: `/api/v2/users/${user.id}`,
    });
    expect(user.addresses).toEqual([
      { ...addresses[0], display: '+351 21 265 1573' },
      { ...addresses[1], display: '12' },
    ]);
    expect(user.primaryContactInfo).toEqual([
      { address: marie.email, display: marie.email, mediaType: 'EMAIL', type: 'PRIMARY' },
      user.addresses[0],
    ]);
    expect(user).not.toHaveProperty('password');
    expect(user).not.toHaveProperty('organisationId');
    expect(await domain.ok(caller, 'GET', `/api/v2/users/${user.id}`)).toEqual(user);
    const page = await domain.ok(caller, 'GET', '/api/v2/users');
    expect(page).toMatchObject({ total: 1, pageSize: 25, pageNumber: 1, pageCount: 1, entities: [user] });
  });

  it('filters the list by state and by id, page by page', async () => {
    const users = [];
    for (const name of ['A', 'B', 'C']) users.push(await create({ name, email: `${name}@acme.example` }));
    await domain.ok(caller, 'PUT', `/api/v2/users/${users[1].id}/state`, { state: 'inactive' });
    const names = async (query: string) =>
      (await domain.ok(caller, 'GET', `/api/v2/users?${query}`)).entities.map((user: { name: string }) => user.name);
    expect(await names('')).toEqual(['A', 'C']);
    expect(await names('state=inactive')).toEqual(['B']);
    expect(await names('state=any&sortOrder=DESC')).toEqual(['C', 'B', 'A']);
    expect(await names(`state=any&id=${users[0].id},${users[1].id}`)).toEqual(['A', 'B']);
    expect(await names('state=any&pageSize=2&pageNumber=2')).toEqual(['C']);
    expect(await domain.refusal(caller, 'GET', '/api/v2/users?state=gone')).toEqual([400, 'invalid.value']);
  });

  it('refuses a change of an outdated version', async () => {
    const { id } = await create(marie);
    const path = `/api/v2/users/${id}`;
    const changed = await domain.ok(caller, 'PATCH', path, { version: 1, title: 'Head', addresses: null });
    expect(changed).toMatchObject({ version: 2, title: 'Head', name: marie.name, addresses: [] });
    expect(await domain.refusal(caller, 'PATCH', path, { version: 1, title: 'Other' })).toEqual([
      409,
      'general.conflict',
    ]);
    expect(await domain.refusal(caller, 'PATCH', path, { title: 'Other' })).toEqual([400, 'bad.request']);
    const replies = await Promise.all(
      [1, 2, 3].map((n) => domain.call(caller, 'PATCH', path, { version: 2, title: `T${n}` })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
  });

  it('answers the same to the same call once more, whose answer may have been lost', async () => {
    const user = await create(marie);
    expect(await create(marie)).toEqual(user);
    expect((await domain.ok(caller, 'GET', '/api/v2/users')).total).toBe(1);
    const path = `/api/v2/users/${user.id}`;
    const change = { version: 1, title: 'Head', state: 'inactive', addresses: null };
    const changed = await domain.ok(caller, 'PATCH', path, change);
    expect(await domain.ok(caller, 'PATCH', path, change)).toEqual(changed);
    expect(await domain.refusal(caller, 'PATCH', path, { ...change, name: 'Other' })).toEqual([
      409,
      'general.conflict',
    ]);
    const back = { state: 'active', version: 2 };
    const state = await domain.ok(caller, 'PUT', `${path}/state`, back);
    expect(await domain.ok(caller, 'PUT', `${path}/state`, back)).toEqual(state);
    expect(await domain.refusal(caller, 'PUT', `${path}/state`, { ...back, state: 'deleted' })).toEqual([
      409,
      'general.conflict',
    ]);
    expect(await domain.refusal(caller, 'POST', '/api/v2/users', { name: marie.name, email: marie.email })).toEqual([
      409,
      'general.conflict',
    ]);
    // It is not as it was asked for any more.
    expect(await domain.refusal(caller, 'POST', '/api/v2/users', marie)).toEqual([409, 'general.conflict']);
    for (let n = 0; n < 2; n++) expect(await domain.ok(caller, 'DELETE', path)).toEqual({});
  });

  it('keeps the e-mail address unique among living users of one organisation', async () => {
    const { id } = await create(marie);
    expect(await domain.refusal(caller, 'POST', '/api/v2/users', { ...marie, email: 'MARIE@acme.example' })).toEqual([
      409,
      'general.conflict',
    ]);
    await domain.ok(domain.caller(), 'POST', '/api/v2/users', marie);
    await domain.ok(caller, 'DELETE', `/api/v2/users/${id}`);
    await create(marie);
    expect(await domain.refusal(caller, 'PUT', `/api/v2/users/${id}/state`, { state: 'active' })).toEqual([
      409,
      'general.conflict',
    ]);
  });

  it('hides a deleted user, finds it for a request, and restores it', async () => {
    const { id } = await create(marie);
    expect(await domain.ok(caller, 'DELETE', `/api/v2/users/${id}`)).toEqual({});
    expect(await domain.refusal(caller, 'GET', `/api/v2/users/${id}`)).toEqual([404, 'general.resource.not.found']);
    expect((await domain.ok(caller, 'GET', '/api/v2/users')).total).toBe(0);
    expect(await domain.ok(caller, 'GET', `/api/v2/users/${id}?state=deleted`)).toMatchObject({
      state: 'deleted',
      version: 2,
    });
    expect(await domain.search(caller, 'EMAIL', marie.email)).toEqual([
      { userId: id, name: marie.name, emailAddresses: [marie.email] },
    ]);
    expect(await domain.ok(caller, 'PUT', `/api/v2/users/${id}/state`, { state: 'active', version: 2 })).toMatchObject({
      state: 'active',
      version: 3,
    });
    expect(await domain.ok(caller, 'GET', `/api/v2/users/${id}/state`)).toMatchObject({ state: 'active' });
  });

  it('finds a user by e-mail without the limited search', async () => {
    const { id } = await create({ ...marie, email: 'Marie@Bücher.example' });
    await create({
      name: 'Other',
      email: 'o@acme.example',
      addresses: [{ address: 'Marie@Bücher.example', mediaType: 'EMAIL' }],
    });
    const search = (value: string) =>
      domain.ok(caller, 'POST', '/api/v2/users/search', { query: [{ type: 'EXACT', fields: ['email'], value }] });
    expect(await search('MARIE@xn--bcher-kva.example')).toMatchObject({ total: 1, results: [{ id }] });
    expect(await search('nobody@acme.example')).toMatchObject({ total: 0, results: [] });
    expect(
      (
        await domain.refusal(caller, 'POST', '/api/v2/users/search', {
          query: [{ type: 'CONTAINS', fields: ['name'], value: 'M' }],
        })
      )[0],
    ).toBe(400);
  });

  it('looks the same for malformed, unknown and foreign ids, and asks for permissions', async () => {
    const { id } = await create(marie);
    expect(await domain.refusal(caller, 'GET', '/api/v2/users/nonsense')).toEqual([404, 'not.found']);
    expect(await domain.refusal(caller, 'GET', `/api/v2/users/${UNKNOWN}`)).toEqual([
      404,
      'general.resource.not.found',
    ]);
    expect(await domain.refusal(domain.caller(), 'GET', `/api/v2/users/${id}`)).toEqual([
      404,
      'general.resource.not.found',
    ]);
    const weak = { ...caller, permissions: ['directory:user:view'] };
    expect((await domain.call(weak, 'GET', `/api/v2/users/${id}`)).status).toBe(200);
    expect(await domain.refusal(weak, 'DELETE', `/api/v2/users/${id}`)).toEqual([403, 'missing.any.permissions']);
    expect((await domain.refusal(caller, 'POST', '/api/v2/users', { name: 'No mail' }))[0]).toBe(400);
  });

  it('stores any phone number, and the index follows each change', async () => {
    const { id } = await create({ ...marie, addresses: [{ address: '12-ab', mediaType: 'PHONE' }] });
    expect(await domain.search(caller, 'PHONE', '12')).toHaveLength(1);
    await domain.ok(caller, 'PATCH', `/api/v2/users/${id}`, {
      version: 1,
      addresses: [{ address: '(212) 555-0100', extension: '7', mediaType: 'PHONE' }],
    });
    expect(await domain.search(caller, 'PHONE', '12')).toHaveLength(0);
    expect(await domain.search(caller, 'PHONE', '+1 212 555 0100 ext 7')).toMatchObject([
      { userId: id, phoneNumbers: ['+12125550100;ext=7'] },
    ]);
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('keeps the personal status and the absence beside the profile', async () => {
    const { id } = await create(marie);
    expect(
      await domain.ok(caller, 'PATCH', `/api/v2/users/${id}/presences/purecloud`, { message: 'Back at 3' }),
    ).toMatchObject({ message: 'Back at 3' });
    expect(
      await domain.ok(caller, 'PUT', `/api/v2/users/${id}/outofoffice`, {
        active: true,
        startDate: '2026-01-01T00:00:00Z',
      }),
    ).toMatchObject({ active: true });
    expect(await domain.ok(caller, 'GET', `/api/v2/users/${id}`)).toMatchObject({
      presence: { message: 'Back at 3' },
      outOfOffice: { active: true },
      version: 3,
    });
  });
});
