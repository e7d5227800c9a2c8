import { call, ORGANISATION, type TestGateway } from '../../test/test-gateway.ts';
import {
  aggregator,
  DOWNLOAD,
  ID,
  posture,
  REQUESTS,
  stalled,
  startGdprGateway,
  toldOfPersonalCalls,
} from '../../test/gdpr-gateway.ts';

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startGdprGateway();
  token = await gateway.login();
});
afterAll(() => gateway?.stop());

const get = (path: string, bearer: string | undefined = token) => call(`${gateway.url}${path}`, bearer);
const post = (path: string, json?: unknown, init = {}) =>
  call(`${gateway.url}${path}`, token, { method: 'POST', json, ...init });

describe('the four operations', () => {
  it('searches subjects and answers all of them in one page', async () => {
    const response = await get('/api/v2/gdpr/subjects?searchType=NAME&searchValue=Ana+Silva%2B');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      entities: [
        { name: 'Ana', userId: ID },
        { name: 'Ana', externalContactId: ID },
      ],
      pageSize: 2,
      pageNumber: 1,
      total: 2,
      pageCount: 1,
      firstUri: expect.stringContaining('/api/v2/gdpr/subjects?searchType=NAME'),
      lastUri: expect.any(String),
      selfUri: expect.any(String),
    });
    expect(gateway.services.of('gdpr.aggregator.searchSubjects').at(-1)).toMatchObject({
      searchType: 'NAME',
      searchValue: 'Ana Silva+',
      principal: {
        organisationId: ORGANISATION,
        defaultCountry: 'PT',
        permissions: ['*'],
        correlationId: response.headers.get('inin-correlation-id'),
      },
    });
  });

  it('creates a request: 202, or 200 when an equal one was in flight', async () => {
    const body = { requestType: 'GDPR_EXPORT', subject: { name: 'Ana' }, status: 'COMPLETED', unknown: 1 };
    const response = await post(REQUESTS, body);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ id: ID, status: 'INITIATED' });
    expect(gateway.services.of('gdpr.aggregator.createRequest').at(-1)?.['request']).toEqual({
      requestType: 'GDPR_EXPORT',
      subject: { name: 'Ana' },
    });
    aggregator.created = false;
    expect((await post(REQUESTS, body)).status).toBe(200);
    aggregator.created = true;
  });

  it.each([
    ['PHONE', '+420604111221', '+420604111221'],
    ['WHATSAPP', '+420604111221', '+420604111221'],
    ['PHONE', '+604111221%20', ' 604111221 '],
    ['PHONE', '%20%20420604111221', '+420604111221'],
    ['PHONE', '420604111221', '420604111221'],
    ['EXTERNAL_ID', '+420604111221', ' 420604111221'],
  ])('reads an unencoded plus of a %s %s as %j', async (searchType, written, read) => {
    const response = await get(`/api/v2/gdpr/subjects?searchType=${searchType}&searchValue=${written}`);
    expect(response.status).toBe(200);
    expect(gateway.services.of('gdpr.aggregator.searchSubjects').at(-1)).toMatchObject({
      searchType,
      searchValue: read,
    });
  });

  it('counts null as absent, in the body and in its subject', async () => {
    const subject = { name: 'Ana', userId: null, addresses: null, socialHandle: null };
    const body = { name: null, requestType: 'GDPR_EXPORT', subject, replacementTerms: null };
    expect((await post(REQUESTS, body)).status).toBe(202);
    expect(gateway.services.of('gdpr.aggregator.createRequest').at(-1)?.['request']).toEqual({
      requestType: 'GDPR_EXPORT',
      subject: { name: 'Ana' },
    });
    for (const refused of [
      { ...body, subject: null },
      { ...body, subject: { name: null } },
      { ...body, requestType: null },
    ])
      expect((await post(REQUESTS, refused)).status).toBe(400);
  });

  it('says by the clock of the database when a call that creates is over, and under which id it may come again', async () => {
    const [there, here] = [Date.now() - 3 * 86_400_000, performance.now()];
    const clock = () => new Date(there + performance.now() - here).toISOString();
    aggregator.now = clock;
    const url = await gateway.add();
    const guards: { callId: string; deadline: string }[] = [];
    for (const path of [REQUESTS, REQUESTS, `${REQUESTS}/${ID}/tasks/${DOWNLOAD}/retry`]) {
      const sent = Date.parse(clock());
      expect(
        (
          await call(`${url}${path}`, token, {
            method: 'POST',
            json: { requestType: 'GDPR_EXPORT', subject: { name: 'Ana' } },
          })
        ).status,
      ).toBe(202);
      const guard = gateway.services
        .of<(typeof guards)[number]>(path === REQUESTS ? 'gdpr.aggregator.createRequest' : 'gdpr.aggregator.retryTask')
        .at(-1)!;
      const given = Date.parse(guard.deadline) - sent;
      // Not later than the gateway's own 503.
      expect([given > 0, given <= 2_500 + Date.parse(clock()) - sent]).toEqual([true, true]);
      guards.push(guard);
    }
    expect(new Set(guards.map(({ callId }) => callId)).size).toBe(3);
  });

  it('lists requests in an envelope, with their downloads as URLs of the API', async () => {
    const body = (await (await get(`${REQUESTS}?pageSize=25&pageNumber=2`)).json()) as Record<string, unknown>;
    expect(body).toMatchObject({
      pageSize: 25,
      pageNumber: 2,
      total: 51,
      pageCount: 3,
      firstUri: `${REQUESTS}?pageSize=25&pageNumber=1`,
      nextUri: `${REQUESTS}?pageSize=25&pageNumber=3`,
      previousUri: `${REQUESTS}?pageSize=25&pageNumber=1`,
      entities: [{ resultsUrl: `${gateway.url}/api/v2/downloads/${DOWNLOAD}` }],
    });
    expect(JSON.stringify(body)).not.toContain('downloadIds');
  });

  it('gets one, with all its downloads', async () => {
    const urls = [DOWNLOAD, ID].map((id) => `${gateway.url}/api/v2/downloads/${id}`);
    expect(await (await get(`${REQUESTS}/${ID}`)).json()).toMatchObject({
      id: ID,
      resultsUrl: urls[0],
      resultsUrls: urls,
    });
  });

  it('shows tasks and retries one', async () => {
    expect(await (await get(`${REQUESTS}/${ID}/tasks`)).json()).toMatchObject({
      requestId: ID,
      entities: [{ domain: 'directory' }],
    });
    const response = await post(`${REQUESTS}/${ID}/tasks/${DOWNLOAD}/retry`);
    expect(response.status).toBe(202);
    expect(gateway.services.of('gdpr.aggregator.retryTask').at(-1)).toMatchObject({ requestId: ID, taskId: DOWNLOAD });
  });

  it('lists what does not get on', async () => {
    const body = await (await get('/api/v2/gdpr/stalled?pageSize=1&pageNumber=2')).json();
    expect(body).toMatchObject({
      entities: [stalled],
      total: 3,
      pageCount: 3,
      nextUri: '/api/v2/gdpr/stalled?pageSize=1&pageNumber=3',
    });
    expect(gateway.services.of('gdpr.aggregator.listStalled').at(-1)).toMatchObject({
      principal: { organisationId: ORGANISATION },
      page: { pageSize: 1, pageNumber: 2 },
    });
  });

  it.each([
    ['', 'application/json', 'Gateway: who may call'],
    ['?format=json', 'application/json', 'Gateway: who may call'],
    ['?format=csv', 'text/csv', 'a csv'],
    ['?format=html', 'text/html', 'a html'],
  ])('shows the inventory%s as %s, with what the gateway keeps', async (query, type, says) => {
    const response = await get(`/api/v2/gdpr/inventory${query}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
    expect(await response.text()).toContain(says);
    const { gateway: told } = gateway.services
      .of<{ gateway: { measures: object[] } }>('gdpr.aggregator.getInventory')
      .at(-1)!;
    expect(told.measures).toContainEqual(
      expect.objectContaining({ value: '1000 searches and 1000 requests a minute' }),
    );
  });

  it('refuses a format that there is none of', async () => {
    const response = await get('/api/v2/gdpr/inventory?format=pdf');
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ details: [expect.objectContaining({ fieldName: 'format' })] }),
    ]);
  });

  it('tells what no request reaches, page by page', async () => {
    expect(await (await get('/api/v2/gdpr/posture?cursor=abc&domain=architect')).json()).toEqual(posture);
    expect(gateway.services.of('gdpr.aggregator.posture').at(-1)).toMatchObject({
      principal: { organisationId: ORGANISATION },
      cursor: 'abc',
      domain: 'architect',
    });
  });

  it('tells the limits and forbids caches', async () => {
    const { headers } = await get(REQUESTS);
    expect([headers.get('inin-ratelimit-allowed'), Number(headers.get('inin-ratelimit-count'))]).toEqual([
      '6000',
      expect.any(Number),
    ]);
    expect(Number(headers.get('inin-ratelimit-reset'))).toBeLessThanOrEqual(60);
    expect(headers.get('cache-control')).toContain('no-store');
  });
});

describe('permissions', () => {
  it.each([
    ['GET', '/api/v2/gdpr/subjects?searchType=NAME&searchValue=Ana', 'gdpr:subject:view'],
    ['GET', REQUESTS, 'gdpr:request:view'],
    ['POST', REQUESTS, 'gdpr:request:add'],
    ['GET', `${REQUESTS}/${ID}/tasks`, 'gdpr:request:view'],
    ['POST', `${REQUESTS}/${ID}/tasks/${ID}/retry`, 'gdpr:task:retry'],
    ['GET', '/api/v2/gdpr/stalled', 'gdpr:stalled:view'],
    ['GET', '/api/v2/gdpr/inventory', 'gdpr:inventory:view'],
    ['GET', '/api/v2/gdpr/posture', 'gdpr:posture:view'],
    ['GET', `/api/v2/downloads/${ID}`, 'gdpr:request:view'],
  ])('%s %s needs %s', async (method, path, permission) => {
    const others = [
      'gdpr:subject:view',
      'gdpr:request:view',
      'gdpr:request:add',
      'gdpr:task:retry',
      'gdpr:stalled:view',
      'gdpr:inventory:view',
      'gdpr:posture:view',
    ].filter((other) => other !== permission);
    const poor = await gateway.login(others);
    const before = gateway.services.calls.length;
    const response = await call(`${gateway.url}${path}`, poor, {
      method,
      ...(method === 'POST' && { json: { requestType: 'GDPR_EXPORT', subject: { name: 'x' } } }),
    });
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'missing.any.permissions', messageParams: { permissions: permission } }),
    ]);
    expect(gateway.services.calls.slice(before).filter(({ subject }) => !subject.endsWith('manifest'))).toEqual([]);
  });
});

describe('a correlation id', () => {
  it("is the caller's when it is a UUID, else a new one", async () => {
    const send = (correlation: string) =>
      call(`${gateway.url}${REQUESTS}`, token, { headers: { 'inin-correlation-id': correlation } });
    expect((await send(ID)).headers.get('inin-correlation-id')).toBe(ID);
    const made = await send('ana.silva@example.org');
    expect(made.headers.get('inin-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a path that a domain claims', () => {
  it('is forwarded with the principal, and answered as the domain answers', async () => {
    const response = await post('/api/v2/users/a%20b/x?y=1%2B', { name: 'Ana' });
    expect([response.status, response.headers.get('etag'), response.headers.get('set-cookie')]).toEqual([
      201,
      'x',
      null,
    ]);
    expect(await response.json()).toEqual({
      principal: expect.objectContaining({ organisationId: ORGANISATION, permissions: ['*'] }),
      method: 'POST',
      url: '/api/v2/users/a%20b/x?y=1%2B',
      body: { name: 'Ana' },
    });
  });

  it('needs a token, whole segments, and a method we know', async () => {
    expect((await get('/api/v2/users', '')).status).toBe(401);
    expect((await get('/api/v2/usersandmore')).status).toBe(404);
    expect((await call(`${gateway.url}/api/v2/users`, token, { method: 'OPTIONS' })).status).toBe(405);
    expect((await call(`${gateway.url}/api/v2/users`, token, { method: 'DELETE' })).status).toBe(200);
  });
});

describe('logs and metrics', () => {
  it('hold route patterns and no personal data', async () => {
    const { log, metrics } = await toldOfPersonalCalls(gateway, token);
    for (const text of [log, metrics]) {
      expect(text).not.toMatch(/ana|silva|example\.org/i);
      expect(text).toContain('/api/v2/users/*');
      expect(text).toContain('/api/v2/gdpr/requests/:requestId');
    }
    expect(metrics).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(log).toContain(ORGANISATION);
  });
});
