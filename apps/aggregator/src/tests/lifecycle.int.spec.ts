import { Harness, startServers, stopServers, type Servers } from './harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const EMAIL = { emailAddresses: ['Ada@Example.org'] };

describe('the life of a request', () => {
  test('an erasure searches everywhere, then erases, then ends', async () => {
    harness = await Harness.start(servers, { one: {}, two: {} });
    const order: string[] = [];
    for (const domain of harness.domains.values()) {
      domain.answer = async (verb) => {
        if (domain.name === 'two' && verb === 'locate') await new Promise((resolve) => setTimeout(resolve, 300));
        order.push(`${domain.name} ${verb}`);
        if (verb === 'locate') return { located: [{ recordType: 'card', disposition: 'delete', records: 2 }] };
        return { changes: [{ recordType: 'card', disposition: 'deleted', records: 2, fields: { email: 2 } }], warnings: [{ code: 'user.active', message: 'active' }] };
      };
    }
    const { created, request } = await harness.create({ requestType: 'GDPR_DELETE', subject: EMAIL, name: 'a wish' });
    expect(created).toBe(true);
    expect(request).toMatchObject({ status: 'INITIATED', requestType: 'GDPR_DELETE', name: 'a wish', subject: EMAIL, selfUri: `/api/v2/gdpr/requests/${request.id}` });
    expect(request.createdBy).toEqual({ id: harness.principal().clientId, selfUri: `/api/v2/users/${harness.principal().clientId}` });
    expect(request).not.toHaveProperty('relatedRequests');
    await harness.reaches(request.id, 'COMPLETED');
    expect(order.slice(0, 2).sort()).toEqual(['one locate', 'two locate']);
    expect(order.slice(2).sort()).toEqual(['one erase', 'two erase']);
    expect(harness.domain('one').tasks('locate')[0]).toMatchObject({ requestId: request.id, fence: 1, subject: { alsoIds: [], keys: [{ kind: 'EMAIL', key: 'ada@example.org' }] } });
    expect(harness.domain('one').tasks('erase')[0]!.fence).toBe(2);
    const tasks = await harness.tasks(request.id);
    expect(tasks).toMatchObject({ status: 'COMPLETED', overdue: false, dueSoon: false, total: 2, retriedAs: [] });
    expect(tasks.entities[0]).toMatchObject({
      domain: 'one', phase: 'DELETING', state: 'done', located: [{ recordType: 'card', records: 2 }], counts: [{ disposition: 'deleted', fields: { email: 2 } }],
      warnings: [{ code: 'user.active', message: 'active' }],
    });
  });
});
