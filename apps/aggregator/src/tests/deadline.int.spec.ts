import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const metrics = async () => (await fetch(`http://127.0.0.1:${harness.aggregators[0]!.healthPort}/metrics`)).text();

test('requests are flagged a day before their deadline of 2 or 14 days, and after it (R80, R81)', async () => {
  harness = await Harness.start(servers, { here: {}, never: false });
  const access = (await harness.create({ requestType: 'GDPR_EXPORT', subject: { name: 'a' } })).request;
  const erasure = (await harness.create({ requestType: 'GDPR_DELETE', subject: { name: 'a' } })).request;
  const days = async (id: string) => {
    const { createdDate, dueDate } = await harness.tasks(id);
    return (Date.parse(dueDate) - Date.parse(createdDate)) / 86_400_000;
  };
  expect(await Promise.all([access.id, erasure.id].map(days))).toEqual([2, 14]);
  expect(await harness.tasks(access.id)).toMatchObject({ dueSoon: false, overdue: false });
  await harness.moveClock('30 hours');
  expect(await harness.tasks(access.id)).toMatchObject({ dueSoon: true, overdue: false });
  expect(await harness.tasks(erasure.id)).toMatchObject({ dueSoon: false, overdue: false });
  await until('the gauge tells', async () => /lethe_requests_due_soon\{type="GDPR_EXPORT"\} 1/.test(await metrics()));
  await harness.moveClock('15 days');
  expect(await harness.tasks(access.id)).toMatchObject({ dueSoon: false, overdue: true });
  expect(await harness.tasks(erasure.id)).toMatchObject({ dueSoon: false, overdue: true });
  await until('it is logged once', () => harness.log.filter((line) => line.includes('request overdue')).length === 2);
  await until('the gauges tell', async () => /lethe_requests_overdue\{type="GDPR_DELETE"\} 1/.test(await metrics()));
  const text = await metrics();
  expect(text).toMatch(/lethe_requests_open\{type="GDPR_DELETE",status="SEARCHING"\} 1/);
  expect(text).toMatch(/lethe_requests_oldest_age_seconds\{type="GDPR_EXPORT"\} 1296\d\d\d/);
  expect(text).toMatch(/lethe_tasks\{domain="never",state="waiting"\} 2/);
  expect(text).toMatch(/lethe_domain_available\{domain="here"\} 1/);
  // Late, but it ends.
  await harness.addDomain('never');
  await harness.reaches(erasure.id, 'COMPLETED');
  expect(await harness.tasks(erasure.id)).toMatchObject({ overdue: true });
});

test('a completed request is not due', async () => {
  harness = await Harness.start(servers, { here: {} });
  const { request } = await harness.create({ requestType: 'GDPR_DELETE', subject: { name: 'a' } });
  await harness.reaches(request.id, 'COMPLETED');
  await harness.moveClock('15 days');
  expect(await harness.tasks(request.id)).toMatchObject({ dueSoon: false, overdue: false });
});
