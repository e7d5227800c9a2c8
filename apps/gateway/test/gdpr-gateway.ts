import { call, TestGateway } from './test-gateway.ts';

export const REQUESTS = '/api/v2/gdpr/requests';
export const ID = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000aaaa';
export const DOWNLOAD = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000bbbb';

const stored = (over = {}) => ({
  id: ID,
  createdBy: { id: 'c', selfUri: '/api/v2/users/c' },
  requestType: 'GDPR_EXPORT',
  createdDate: '2026-01-01T00:00:00.000Z',
  status: 'INITIATED',
  subject: { name: 'Ana' },
  selfUri: `/api/v2/gdpr/requests/${ID}`,
  ...over,
});
const task = {
  id: DOWNLOAD,
  domain: 'directory',
  phase: 'SEARCHING',
  state: 'parked',
  attempts: 3,
  located: [],
  counts: [],
  ambiguous: [],
  warnings: [],
  reasons: [],
  createdDate: '2026-01-01T00:00:00.000Z',
  selfUri: '/x',
};
const listing = {
  entities: [task],
  pageSize: 1,
  pageNumber: 1,
  total: 1,
  pageCount: 1,
  firstUri: '/x',
  lastUri: '/x',
  selfUri: '/x',
};
export const stalled = {
  id: DOWNLOAD,
  requestId: ID,
  domain: 'directory',
  state: 'running',
  attempts: 1,
  lastProgressDate: task.createdDate,
  reason: { code: 'no.reply', message: 'x' },
  tasksUri: '/x',
};
const taskListing = {
  ...listing,
  requestId: ID,
  requestType: 'GDPR_EXPORT',
  status: 'SEARCHING',
  createdDate: task.createdDate,
  dueDate: task.createdDate,
  dueSoon: false,
  overdue: false,
  retriedAs: [],
  reasons: [],
};

const inventory = {
  createdDate: task.createdDate,
  isCurrent: true,
  domains: [],
  measures: [{ measure: 'x', inForce: true, value: 'x', readFrom: 'x' }],
};

export const posture = {
  findings: [],
  counts: [{ domain: 'architect', code: 'email', certainty: 'likely', findings: 2 }],
  domains: [{ name: 'architect', state: 'more', looked: 7 }],
  selfUri: '/api/v2/gdpr/posture',
  nextUri: '/api/v2/gdpr/posture?cursor=x',
};

/** What the aggregator behind the gateway says next. */
export const aggregator: { created: boolean; now?: () => string } = { created: true };

/** A gateway before an aggregator and a domain that answer everything the same way. */
export const startGdprGateway = () =>
  TestGateway.start(
    { LETHE_SEARCHES_PER_MINUTE: '1000', LETHE_REQUESTS_PER_MINUTE: '1000' },
    {
      'gdpr.aggregator.ping': () => ({ now: aggregator.now?.() }),
      'gdpr.aggregator.searchSubjects': () => ({
        subjects: [
          { name: 'Ana', userId: ID },
          { name: 'Ana', externalContactId: ID },
        ],
      }),
      'gdpr.aggregator.createRequest': ({ request }: { request: object }) => ({
        created: aggregator.created,
        request: stored(request),
      }),
      'gdpr.aggregator.listRequests': () => ({
        requests: [stored({ status: 'COMPLETED', downloadIds: [DOWNLOAD] })],
        total: 51,
      }),
      'gdpr.aggregator.getRequest': ({ requestId }: { requestId: string }) => {
        if (requestId !== ID) throw { code: 'not.found', message: 'The requested request was not found.' };
        return stored({ downloadIds: [DOWNLOAD, ID] });
      },
      'gdpr.aggregator.listTasks': () => taskListing,
      'gdpr.aggregator.listStalled': () => ({ stalled: [stalled], total: 3 }),
      'gdpr.aggregator.getInventory': ({ format, gateway }: { format: string; gateway: { entry: object } }) =>
        format === 'json' ? { inventory: { ...inventory, services: [gateway.entry] } } : { text: `a ${format}` },
      'gdpr.aggregator.posture': () => posture,
      'gdpr.aggregator.retryTask': () => ({ created: false, request: stored() }),
      'api.directory': (data: { method: string; url: string; body?: unknown }) => ({
        status: data.method === 'POST' ? 201 : 200,
        body: data,
        headers: { etag: 'x', 'set-cookie': 'no' },
      }),
    },
  );

/** Logs and metrics after calls with personal data. */
export async function toldOfPersonalCalls(gateway: TestGateway, token: string) {
  const { url } = gateway;
  await call(`${url}/api/v2/users/ana.silva@example.org?name=Ana`, token);
  await call(`${url}/api/v2/gdpr/subjects?searchType=EMAIL&searchValue=ana.silva@example.org`, token);
  const json = { requestType: 'GDPR_EXPORT', subject: { name: 'Ana Silva' } };
  await call(`${url}${REQUESTS}`, token, { method: 'POST', json });
  return { metrics: await (await call(`${url}/metrics`, token)).text(), log: gateway.log.join('') };
}
