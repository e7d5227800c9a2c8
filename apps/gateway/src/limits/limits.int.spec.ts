import { call, OTHER_ORGANISATION, TestGateway } from '../../test/test-gateway.ts';

const SUBJECTS = '/api/v2/gdpr/subjects?searchType=NAME&searchValue=Ana';
const REQUESTS = '/api/v2/gdpr/requests';
const limits = { LETHE_SEARCHES_PER_MINUTE: '4', LETHE_REQUESTS_PER_MINUTE: '3', LETHE_CALLS_PER_MINUTE: '6' };

let gateway: TestGateway;
let urls: [string, string];
beforeAll(async () => {
  gateway = await TestGateway.start(limits, {
    'gdpr.aggregator.searchSubjects': () => ({ subjects: [] }),
    'gdpr.aggregator.listRequests': () => ({ requests: [], total: 0 }),
    'api.directory': () => ({ status: 503, body: {} }),
  });
  urls = [gateway.url, await gateway.add(limits)];
});
afterAll(() => gateway?.stop());
/** Calls the two gateways in turn. */
async function repeat(times: number, path: string, token: string, init = {}): Promise<Response[]> {
  const responses = [];
  for (let i = 0; i < times; i++) responses.push(await call(`${urls[i % 2]}${path}`, token, init));
  return responses;
}
const statuses = (responses: Response[]) => responses.map(({ status }) => status);

it('counts searches by client across gateways, and answers 429 that says when', async () => {
  const token = await gateway.login();
  const responses = await repeat(6, SUBJECTS, token);
  expect(statuses(responses)).toEqual([200, 200, 200, 200, 429, 429]);
  expect(responses.slice(0, 4).map(({ headers }) => headers.get('inin-ratelimit-count'))).toEqual(['1', '2', '3', '4']);
  expect(responses[0]?.headers.get('inin-ratelimit-allowed')).toBe('4');
  const refused = responses[4];
  const seconds = Number(refused?.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(await refused?.json()).toMatchObject({
    status: 429,
    code: 'too.many.requests.retry.after',
    message: expect.stringContaining(`[${seconds}]`),
    contextId: refused?.headers.get('inin-correlation-id'),
  });
  expect(gateway.services.of('gdpr.aggregator.searchSubjects')).toHaveLength(4);
  // Other limits, other clients and other organisations are not affected.
  expect(statuses(await repeat(1, REQUESTS, token))).toEqual([200]);
  expect(statuses(await repeat(1, SUBJECTS, await gateway.login()))).toEqual([200]);
  expect(statuses(await repeat(1, SUBJECTS, await gateway.login(['*'], OTHER_ORGANISATION)))).toEqual([200]);
});

it('counts bad input, and lets nothing of a limited call through', async () => {
  const token = await gateway.login();
  const broken = await repeat(3, REQUESTS, token, { method: 'POST', body: '{' });
  expect(statuses(broken)).toEqual([400, 400, 400]);
  const [good] = await repeat(1, REQUESTS, token, {
    method: 'POST',
    json: { requestType: 'GDPR_EXPORT', subject: { name: 'Ana' } },
  });
  expect(good?.status).toBe(429);
  expect(gateway.services.of('gdpr.aggregator.createRequest')).toEqual([]);
});

it('counts everything else by organisation', async () => {
  const [one, two] = [await gateway.login(['*'], OTHER_ORGANISATION), await gateway.login(['*'], OTHER_ORGANISATION)];
  expect(statuses(await repeat(4, REQUESTS, one))).toEqual([200, 200, 200, 200]);
  expect(statuses(await repeat(3, '/api/v2/users', two))).toEqual([503, 503, 429]);
});

it('lets calls through again when the window has passed', async () => {
  const token = await gateway.login();
  await repeat(5, SUBJECTS, token);
  await gateway.sql('update rate_limit set expire = 0');
  const fresh = await gateway.add(limits);
  expect((await call(`${fresh}${SUBJECTS}`, token)).status).toBe(200);
});

it('a gateway whose clock is three days ahead agrees with the others on when a window ends', async () => {
  const token = await gateway.login();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3 * 86_400_000);
  const ahead = await repeat(1, SUBJECTS, token).finally(() => clock.mockRestore());
  expect(statuses(ahead)).toEqual([200]);
  const left = (
    await gateway.sql(
      `select max(expire) - extract(epoch from now()) * 1000 as ms from rate_limit where key like 'search%'`,
    )
  )[0]!;
  expect(Number(left['ms'])).toBeLessThanOrEqual(60_000);
  // What such a gateway of a former version has written does not close a client out for days.
  await gateway.sql(`update rate_limit set points = 1000, expire = expire + 3 * 86400000`);
  expect(statuses(await repeat(1, SUBJECTS, token))).toEqual([200]);
});
