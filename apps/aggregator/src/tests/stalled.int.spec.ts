import type { GdprStalledWork } from '@lethe/contracts';
import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const SUBJECT = { emailAddresses: ['ada@example.org'] };
const LEASE = { LETHE_LEASE_SECONDS: '12', LETHE_REPLY_SECONDS: '10' };

const listed = async (organisationId?: string) => (await harness.stalled(organisationId)).stalled;
const view = async (path: string) =>
  (await fetch(`http://127.0.0.1:${harness.aggregators[0]!.healthPort}${path}`)).text();
const operators = async () =>
  JSON.parse(await view('/stalled')) as { total: number; stalled: (GdprStalledWork & { organisationId: string })[] };
const gauge = (domain: string, state: string, value: number) =>
  until(`${domain} ${state} is counted`, async () =>
    (await view('/metrics')).includes(`lethe_stalled{domain="${domain}",state="${state}"} ${value}`),
  );

test('a task is listed when it has not got on for twice its lease, not before, with its domain and the reason', async () => {
  harness = await Harness.start(servers, { here: {}, never: false }, LEASE);
  const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: SUBJECT });
  await until('the other one is done', async () => (await harness.task(request.id, 'here')).state === 'done');
  await harness.moveClock('20 seconds');
  expect(await listed()).toEqual([]);
  expect(await harness.task(request.id, 'never')).not.toHaveProperty('stalled');
  await harness.moveClock('25 seconds');
  const [work, ...more] = await listed();
  expect(more).toEqual([]);
  const task = await harness.task(request.id, 'never');
  expect(work).toMatchObject({
    id: task.id,
    requestId: request.id,
    domain: 'never',
    state: 'waiting',
    attempts: 0,
    reason: { code: 'domain.away' },
    tasksUri: `${request.selfUri}/tasks`,
  });
  expect(task).toMatchObject({ stalled: { code: 'domain.away' }, lastProgressDate: work!.lastProgressDate });
  expect(await harness.task(request.id, 'here')).not.toHaveProperty('stalled');
  expect(await operators()).toMatchObject({
    total: 1,
    stalled: [{ id: task.id, organisationId: harness.organisationId, reason: { code: 'domain.away' } }],
  });
  expect(await view('/stalled')).not.toMatch(/ada|example\.org/);
  expect(await listed('22222222-2222-4222-8222-222222222222')).toEqual([]);
  await gauge('never', 'waiting', 1);
  await harness.addDomain('never');
  await harness.reaches(request.id, 'COMPLETED');
  expect(await listed()).toEqual([]);
});

test('a task that is being worked on is listed when its domain gives no sign of life, and not while it does', async () => {
  harness = await Harness.start(servers, { slow: {} }, { LETHE_LEASE_SECONDS: '600', LETHE_REPLY_SECONDS: '500' });
  const domain = harness.domain('slow');
  let release = () => undefined as void;
  domain.answer = () => new Promise((resolve) => (release = () => resolve({})));
  const { request } = await harness.create({ requestType: 'GDPR_GET', subject: SUBJECT });
  await until('it is called', () => domain.calls.length === 1);
  await harness.moveClock('1201 seconds');
  // The lease of the one who works on it is long over by this clock; another aggregator would take it, this one waits
  // for its call.
  await until('it is listed', async () =>
    (await listed()).some(
      ({ state, reason }) => state === 'running' && ['lease.over', 'no.reply'].includes(reason.code),
    ),
  );
  await until('it got on', async () => {
    await domain.progress(domain.calls.at(-1)!.tasks[0]!);
    return (await listed()).length === 0;
  });
  release();
  await harness.reaches(request.id, 'COMPLETED');
});

test('what fails, what waits for another request, and what the storage does not remove are listed with their reasons', async () => {
  harness = await Harness.start(servers, { one: {}, slow: {} }, { ...LEASE, LETHE_TASK_ATTEMPTS: '100' });
  harness.domain('one').answer = (verb) =>
    verb === 'export' ? { status: 'failed', away: false, reason: { code: 'broken', message: 'cannot' } } : {};
  const open = (await harness.create({ requestType: 'GDPR_EXPORT', subject: SUBJECT })).request;
  await until('it has failed', async () => (await harness.task(open.id, 'one')).attempts > 1);
  const erasure = (await harness.create({ requestType: 'GDPR_DELETE', subject: SUBJECT })).request;
  await until('the erasure waits', async () => ((await harness.tasks(erasure.id)).reasons ?? []).length > 0);
  const prefix = `archives/${harness.organisationId}/${open.id}`;
  await harness.sql(
    `insert into storage_removal (id, organisation_id, prefix, due_at) values (gen_random_uuid(), $1, $2, lethe_now() + interval '1 hour')`,
    [harness.organisationId, prefix],
  );
  await harness.moveClock('30 seconds');
  await until('all three are listed', async () => (await listed()).length === 3);
  const codes = new Map(
    (await listed()).map(({ domain, state, requestId, reason }) => [`${domain} ${state}`, [requestId, reason.code]]),
  );
  expect(codes.get('aggregator finalising')).toEqual([erasure.id, 'earlier.request.open']);
  expect(codes.get('aggregator removing')).toEqual([open.id, 'removal.failed']);
  expect([...codes.entries()].find(([key]) => key.startsWith('one '))?.[1]).toEqual([
    open.id,
    expect.stringMatching(/broken|no\.reply|lease\.over/),
  ]);
  await gauge('aggregator', 'removing', 1);
});

test('what is removed a second time an hour later is not listed before', async () => {
  harness = await Harness.start(servers, { one: {} }, LEASE);
  const { request } = await harness.create({ requestType: 'GDPR_EXPORT', subject: SUBJECT });
  await harness.reaches(request.id, 'COMPLETED');
  await until(
    'the first removal is done',
    async () =>
      (await harness.sql(`select id from storage_removal where due_at < lethe_now() + interval '30 minutes'`))
        .length === 0,
  );
  await harness.moveClock('30 minutes');
  expect(await harness.sql('select id from storage_removal')).not.toEqual([]);
  expect(await listed()).toEqual([]);
});

test('a request in which nothing is due would be listed as such', async () => {
  harness = await Harness.start(servers, { never: false }, LEASE);
  const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: SUBJECT });
  await harness.sql(`update task set state = 'parked', due_at = null where request_id = $1`, [request.id]);
  await harness.moveClock('30 seconds');
  expect(await listed()).toMatchObject([
    { id: request.id, domain: 'aggregator', state: 'stuck', reason: { code: 'nothing.due' } },
  ]);
});
