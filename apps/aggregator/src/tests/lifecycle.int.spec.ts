import type { RequestType } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const EMAIL = { emailAddresses: ['Ada@Example.org'] };

describe('the life of a request', () => {
  test('an erasure searches everywhere, then erases, then looks again, then ends', async () => {
    harness = await Harness.start(servers, { one: {}, two: {} });
    const order: string[] = [];
    for (const domain of harness.domains.values()) {
      domain.answer = async (verb) => {
        if (domain.name === 'two' && verb === 'locate') await new Promise((resolve) => setTimeout(resolve, 300));
        order.push(`${domain.name} ${verb}`);
        if (verb === 'locate') return { located: [{ recordType: 'card', disposition: 'delete', records: 2 }] };
        if (verb === 'check') return {};
        return {
          changes: [{ recordType: 'card', disposition: 'deleted', records: 2, fields: { email: 2 } }],
          warnings: [{ code: 'user.active', message: 'active' }],
        };
      };
    }
    const { created, request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL, name: 'a wish' });
    expect(created).toBe(true);
    expect(request).toMatchObject({
      status: 'INITIATED',
      requestType: 'GDPR_DELETE',
      name: 'a wish',
      subject: EMAIL,
      selfUri: `/api/v2/gdpr/requests/${request.id}`,
    });
    expect(request.createdBy).toEqual({
      id: harness.principal().clientId,
      selfUri: `/api/v2/users/${harness.principal().clientId}`,
    });
    expect(request).not.toHaveProperty('relatedRequests');
    await harness.reaches(request.id, 'COMPLETED');
    expect(order.slice(0, 2).sort()).toEqual(['one locate', 'two locate']);
    expect(order.slice(2, 4).sort()).toEqual(['one erase', 'two erase']);
    expect(order.slice(4).sort()).toEqual(['one check', 'two check']);
    expect(harness.domain('one').tasks('locate')[0]).toMatchObject({
      requestId: request.id,
      fence: 1,
      subject: { alsoIds: [], keys: [{ kind: 'EMAIL', key: 'ada@example.org' }] },
    });
    expect(harness.domain('one').tasks('erase')[0]!.fence).toBe(2);
    const tasks = await harness.tasks(request.id);
    expect(tasks).toMatchObject({ status: 'COMPLETED', overdue: false, dueSoon: false, total: 2, retriedAs: [] });
    expect(tasks.entities[0]).toMatchObject({
      domain: 'one',
      phase: 'DELETING',
      state: 'done',
      located: [{ recordType: 'card', records: 2 }],
      counts: [{ disposition: 'deleted', fields: { email: 2 } }],
      warnings: [{ code: 'user.active', message: 'active' }],
    });
  });

  test.each<[RequestType, string[]]>([
    ['GDPR_UPDATE', ['locate', 'rectify', 'check']],
    ['GDPR_EXPORT', ['locate', 'export']],
    ['GDPR_GET', ['locate']],
  ])('%s asks for %j', async (requestType, verbs) => {
    harness = await Harness.start(servers, { one: {} });
    const replacementTerms =
      requestType === 'GDPR_UPDATE'
        ? [{ type: 'EMAIL' as const, existingValue: 'a@b.org', updatedValue: 'c@d.org' }]
        : undefined;
    const { request } = await harness.create({ requestType, subject: EMAIL, replacementTerms });
    const ended = await harness.reaches(request.id, 'COMPLETED');
    expect(ended.replacementTerms).toEqual(replacementTerms);
    const calls = harness.domain('one').calls;
    expect(calls.map(({ verb }) => verb)).toEqual(verbs);
    expect(calls.at(-1)!.tasks[0]!.replacementTerms).toEqual(replacementTerms);
    expect(new Set(calls.map(({ tasks }) => tasks[0]!.taskId)).size).toBe(1);
  });

  test('statuses are passed in order and FINALIZING waits for exports', async () => {
    harness = await Harness.start(servers, { one: {} });
    const gates = new Map<string, () => void>();
    harness.domain('one').answer = (verb) => new Promise((resolve) => gates.set(verb, () => resolve({})));
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    await harness.reaches(request.id, 'SEARCHING');
    await until('locate', () => gates.has('locate'));
    gates.get('locate')!();
    await harness.reaches(request.id, 'FINALIZING');
    expect(await harness.task(request.id, 'one')).toMatchObject({ phase: 'FINALIZING' });
    await until('export', () => gates.has('export'));
    gates.get('export')!();
    await harness.reaches(request.id, 'COMPLETED');
  });

  test('a domain that needs a subject id is skipped for a bare term, and asked for an id', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    harness = await Harness.start(servers, { people: { subjectIds: ['userId'] }, talks: { requiresSubject: true } });
    harness.domain('people').resolve = () => ({
      subject: { id: { type: 'userId', id }, subject: { userId: id }, keys: [] },
      others: [],
    });
    const bare = (await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL })).request;
    await harness.reaches(bare.id, 'COMPLETED');
    expect(await harness.task(bare.id, 'talks')).toMatchObject({
      state: 'skipped',
      reasons: [{ code: 'needs.subject.id', message: 'skipped: needs a subject id' }],
    });
    expect(harness.domain('talks').calls).toEqual([]);
    const byId = (await harness.create({ requestType: 'GDPR_DELETE', subject: { userId: id } })).request;
    await harness.reaches(byId.id, 'COMPLETED');
    expect(harness.domain('talks').calls.map(({ verb }) => verb)).toEqual(['locate', 'erase', 'check']);
  });

  test('a request that every domain skips ends all the same', async () => {
    harness = await Harness.start(servers, { talks: { requiresSubject: true } });
    const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: EMAIL });
    expect((await harness.reaches(request.id, 'COMPLETED')).downloadIds).toHaveLength(1);
  });

  test('the list is newest first and pages; another organisation sees nothing', async () => {
    harness = await Harness.start(servers, { one: {} });
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c'])
      ids.unshift((await harness.create({ requestType: 'GDPR_GET', subject: { name } })).request.id);
    const page = await harness.list(2, 1);
    expect(page).toMatchObject({ total: 3, requests: [{ id: ids[0] }, { id: ids[1] }] });
    expect((await harness.list(2, 2)).requests.map(({ id }) => id)).toEqual([ids[2]]);
    await expect(harness.get(ids[0]!, '22222222-2222-4222-8222-222222222222')).rejects.toMatchObject({
      code: 'not.found',
    });
    await expect(harness.tasks('33333333-3333-4333-8333-333333333333')).rejects.toMatchObject({ code: 'not.found' });
  });
});
