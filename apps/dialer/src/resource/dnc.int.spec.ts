import type { Principal } from '@lethe/contracts';
import { indexDisagreements } from '@lethe/domain-kit';
import { pseudonym } from '@lethe/platform';
import { RunningDomain, TEST_PSEUDONYM_KEY } from '@lethe/testing';
import { dialerFixture } from '../../test/fixture.ts';

const LISTS = '/api/v2/outbound/dnclists';

describe('do-not-call lists', () => {
  let domain: RunningDomain;
  let caller: Principal;
  let path: string;
  beforeAll(async () => (domain = await RunningDomain.start(dialerFixture)), 60_000);
  afterAll(() => domain?.stop());
  beforeEach(async () => {
    caller = domain.caller();
    const list = await domain.ok(caller, 'POST', LISTS, {
      name: 'Never',
      dncSourceType: 'rds',
      contactMethod: 'Phone',
    });
    path = `${LISTS}/${list.id}`;
  });

  const size = async () => (await domain.ok(caller, 'GET', `${path}?includeSize=true`)).size as number;
  const listed = async (...phoneNumbers: string[]) =>
    (await domain.ok(caller, 'POST', `${path}/check`, { phoneNumbers })).phoneNumbers.map(
      (one: { listed: boolean }) => one.listed,
    );

  it('keeps numbers and addresses as keyed hashes alone, each once', async () => {
    expect(
      (
        await domain.call(caller, 'POST', `${path}/phonenumbers`, [
          '+351212651573',
          '+351 212 651 573',
          '(212) 555-0100',
        ])
      ).status,
    ).toBe(204);
    expect((await domain.call(caller, 'POST', `${path}/phonenumbers`, ['00351212651573'])).status).toBe(204);
    expect((await domain.call(caller, 'POST', `${path}/emailaddresses`, ['Marie@Home.example'])).status).toBe(204);
    expect(await size()).toBe(3);
    const stored = [...(await domain.rows('dnc_entry')), ...(await domain.rows('subject_identifier'))].join('\n');
    expect(stored).not.toMatch(/212651573|5550100|home\.example/i);
    expect(await listed('+351212651573', '+12125550100', '+351212651574')).toEqual([true, true, false]);
    expect(await domain.ok(caller, 'POST', `${path}/check`, { emailAddresses: ['marie@home.example'] })).toMatchObject({
      emailAddresses: [{ listed: true }],
      phoneNumbers: [],
    });
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('knows an objection under the hash that earlier rules gave it', async () => {
    await domain.ok(caller, 'POST', `${path}/phonenumbers`, ['+351212651573']);
    // The number that a Brazilian mobile had before its ninth digit.
    const former = pseudonym(TEST_PSEUDONYM_KEY, caller.organisationId, 'PHONE', '+551187654321');
    await domain.postgres.query(
      `update dnc_entry set hash = '${former}' where organisation_id = '${caller.organisationId}'`,
      domain.database,
    );
    expect(await listed('+5511987654321', '+5511987654322', '+351212651573')).toEqual([true, false, false]);
  });

  it('keeps each number of a field with several', async () => {
    await domain.ok(caller, 'POST', `${path}/phonenumbers`, ['+351 212 651 573 / +351 212 651 574']);
    expect(await listed('+351212651573', '+351212651574', '+351212651575')).toEqual([true, true, false]);
    expect(await listed('+351212651575, +351212651574')).toEqual([true]);
    expect(await size()).toBe(2);
  });

  it('never answers a search with an entry', async () => {
    await domain.ok(caller, 'POST', `${path}/phonenumbers`, ['+351212651573']);
    expect(await domain.search(caller, 'PHONE', '+351212651573')).toEqual([]);
    const [entry] = await domain.rows('dnc_entry');
    expect(await domain.search(caller, 'EMAIL', (JSON.parse(entry!) as { hash: string }).hash)).toEqual([]);
  });

  it('adds and removes as the SDK patches, until an entry expires', async () => {
    await domain.ok(caller, 'PATCH', `${path}/phonenumbers`, {
      action: 'Add',
      phoneNumbers: ['+351212651573', '+351212651574'],
      expirationDateTime: '2999-01-01T00:00:00Z',
    });
    expect(await listed('+351212651573')).toEqual([true]);
    await domain.ok(caller, 'PATCH', `${path}/phonenumbers`, { action: 'Remove', phoneNumbers: ['+351212651573'] });
    expect(await listed('+351212651573', '+351212651574')).toEqual([false, true]);
    await domain.ok(caller, 'PATCH', `${path}/phonenumbers`, {
      action: 'Add',
      phoneNumbers: ['+351212651574'],
      expirationDateTime: '2000-01-01T00:00Z',
    });
    expect(await listed('+351212651574')).toEqual([false]);
    await domain.ok(caller, 'DELETE', `${path}/phonenumbers?expiredOnly=true`);
    expect(await size()).toBe(0);
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
  });

  it('asks for the permission to remove', async () => {
    const adder = { ...caller, permissions: ['outbound:dnc:add'] };
    const change = { emailAddresses: ['marie@home.example'] };
    expect((await domain.call(adder, 'PATCH', `${path}/emailaddresses`, { action: 'Add', ...change })).status).toBe(
      204,
    );
    expect(await domain.refusal(adder, 'PATCH', `${path}/emailaddresses`, { action: 'Remove', ...change })).toEqual([
      403,
      'missing.any.permissions',
    ]);
    expect(await domain.refusal(adder, 'POST', LISTS, { name: 'X', dncSourceType: 'rds' })).toEqual([
      403,
      'missing.any.permissions',
    ]);
  });

  it('lists the lists and deletes one with its entries', async () => {
    await domain.ok(caller, 'POST', `${path}/phonenumbers`, ['+351212651573']);
    expect(await domain.ok(caller, 'GET', `${LISTS}?includeSize=true`)).toMatchObject({
      total: 1,
      entities: [{ name: 'Never', size: 1, version: 2, contactMethod: 'Phone' }],
    });
    expect((await domain.call(caller, 'DELETE', path)).status).toBe(204);
    expect(await domain.refusal(caller, 'GET', path)).toEqual([404, 'resource.not.found']);
    expect(await indexDisagreements(domain.store, caller)).toEqual([]);
    expect((await domain.refusal(caller, 'POST', LISTS, { name: 'X', dncSourceType: 'gryphon' }))[0]).toBe(400);
    expect(await domain.refusal(caller, 'POST', `${path}/phonenumbers`, ['+351212651573'])).toEqual([
      404,
      'resource.not.found',
    ]);
  });
});
