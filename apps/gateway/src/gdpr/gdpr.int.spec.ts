import { call, ORGANISATION, TestGateway } from '../../test/test-gateway.ts';

const ID = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000aaaa';
const DOWNLOAD = '0f7cc2ac-8a3b-4c5e-9a53-6c1e0000bbbb';
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
const stalled = {
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

let gateway: TestGateway;
let token: string;
let created = true;
let now: (() => string) | undefined;
beforeAll(async () => {
  gateway = await TestGateway.start(
    { LETHE_SEARCHES_PER_MINUTE: '1000', LETHE_REQUESTS_PER_MINUTE: '1000' },
    {
      'gdpr.aggregator.ping': () => ({ now: now?.() }),
      'gdpr.aggregator.searchSubjects': () => ({
        subjects: [
          { name: 'Ana', userId: ID },
          { name: 'Ana', externalContactId: ID },
        ],
      }),
      'gdpr.aggregator.createRequest': ({ request }: { request: object }) => ({ created, request: stored(request) }),
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
      'gdpr.aggregator.retryTask': () => ({ created: false, request: stored() }),
      'api.directory': (data: { method: string; url: string; body?: unknown }) => ({
        status: data.method === 'POST' ? 201 : 200,
        body: data,
        headers: { etag: 'x', 'set-cookie': 'no' },
      }),
    },
  );
  token = await gateway.login();
});
afterAll(() => gateway?.stop());

const get = (path: string, bearer: string | undefined = token) => call(`${gateway.url}${path}`, bearer);
const post = (path: string, json?: unknown, init = {}) =>
  call(`${gateway.url}${path}`, token, { method: 'POST', json, ...init });
const REQUESTS = '/api/v2/gdpr/requests';

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
    created = false;
    expect((await post(REQUESTS, body)).status).toBe(200);
    created = true;
  });

  it('says by the clock of the database when a call that creates is over, and under which id it may come again', async () => {
    const [there, here] = [Date.now() - 3 * 86_400_000, performance.now()];
    const clock = () => new Date(there + performance.now() - here).toISOString();
    now = clock;
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
    ['GET', `/api/v2/downloads/${ID}`, 'gdpr:request:view'],
  ])('%s %s needs %s', async (method, path, permission) => {
    const others = [
      'gdpr:subject:view',
      'gdpr:request:view',
      'gdpr:request:add',
      'gdpr:task:retry',
      'gdpr:stalled:view',
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

describe('bad input', () => {
  const long = 'x'.repeat(300_000);
  const subject = { name: 'Ana' };
  const replacementTerms = [{ type: 'EMAIL', existingValue: 'a@b.c', updatedValue: 'd@e.f' }];
  const rows: [
    name: string,
    method: string,
    path: string,
    body: unknown,
    status: number,
    code: string,
    field?: string,
  ][] = [
    [
      'unknown searchType',
      'GET',
      '/api/v2/gdpr/subjects?searchType=SHOE&searchValue=x',
      undefined,
      400,
      'invalid.query.param.value',
      'searchType',
    ],
    ['missing searchType', 'GET', '/api/v2/gdpr/subjects?searchValue=x', undefined, 400, 'bad.request', 'searchType'],
    [
      'missing searchValue',
      'GET',
      '/api/v2/gdpr/subjects?searchType=NAME',
      undefined,
      400,
      'bad.request',
      'searchValue',
    ],
    [
      'two search terms',
      'GET',
      '/api/v2/gdpr/subjects?searchType=NAME&searchValue=x&searchValue=y',
      undefined,
      400,
      'invalid.query.param.value',
      'searchValue',
    ],
    [
      'empty searchValue',
      'GET',
      '/api/v2/gdpr/subjects?searchType=NAME&searchValue=',
      undefined,
      400,
      'invalid.query.param.value',
      'searchValue',
    ],
    [
      'phone of four digits',
      'GET',
      '/api/v2/gdpr/subjects?searchType=PHONE&searchValue=1234',
      undefined,
      400,
      'invalid.query.param.value',
      'searchValue',
    ],
    [
      'phone of letters',
      'GET',
      '/api/v2/gdpr/subjects?searchType=PHONE&searchValue=abc',
      undefined,
      400,
      'invalid.query.param.value',
      'searchValue',
    ],
    [
      'NUL in the query',
      'GET',
      '/api/v2/gdpr/subjects?searchType=NAME&searchValue=a%00b',
      undefined,
      400,
      'invalid.query.param.value',
      'searchValue',
    ],
    [
      'half a surrogate pair in the query',
      'GET',
      '/api/v2/gdpr/subjects?searchType=NAME&searchValue=%ED%A0%80',
      undefined,
      400,
      'invalid.query.param.value',
    ],
    [
      'not UTF-8 in the query',
      'GET',
      '/api/v2/gdpr/subjects?searchType=NAME&searchValue=%FF',
      undefined,
      400,
      'invalid.query.param.value',
    ],
    ['pageSize 0', 'GET', `${REQUESTS}?pageSize=0`, undefined, 400, 'invalid.query.param.value', 'pageSize'],
    ['pageSize 1000', 'GET', `${REQUESTS}?pageSize=1000`, undefined, 400, 'invalid.query.param.value', 'pageSize'],
    ['pageSize x', 'GET', `${REQUESTS}?pageSize=x`, undefined, 400, 'invalid.query.param.value', 'pageSize'],
    ['malformed id in the path', 'GET', `${REQUESTS}/nope`, undefined, 404, 'not.found'],
    ['unknown id', 'GET', `${REQUESTS}/${DOWNLOAD}`, undefined, 404, 'not.found'],
    ['NUL in the path', 'GET', `${REQUESTS}/a%00b`, undefined, 404, 'not.found'],
    ['malformed task id', 'POST', `${REQUESTS}/${ID}/tasks/x/retry`, undefined, 404, 'not.found'],
    ['malformed download id', 'GET', '/api/v2/downloads/x', undefined, 404, 'not.found'],
    ['unknown path', 'GET', '/api/v2/nothing', undefined, 404, 'not.found'],
    ['unknown path outside the API', 'GET', '/nothing', undefined, 404, 'not.found'],
    ['no body', 'POST', REQUESTS, undefined, 400, 'bad.request'],
    ['array body', 'POST', REQUESTS, [{ requestType: 'GDPR_EXPORT', subject }], 400, 'bad.request'],
    ['null body', 'POST', REQUESTS, null, 400, 'bad.request'],
    [
      'unknown requestType',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_FORGET', subject },
      400,
      'invalid.value',
      'requestType',
    ],
    [
      'unknown handle type',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { socialHandle: { type: 'ICQ', value: 'x' } } },
      400,
      'invalid.value',
      'subject.socialHandle.type',
    ],
    ['no subject', 'POST', REQUESTS, { requestType: 'GDPR_EXPORT' }, 400, 'bad.request', 'subject'],
    ['no term', 'POST', REQUESTS, { requestType: 'GDPR_EXPORT', subject: {} }, 400, 'bad.request', 'subject'],
    [
      'two terms',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { name: 'x', emailAddresses: ['a@b.c'] } },
      400,
      'bad.request',
      'subject.emailAddresses.0',
    ],
    [
      'two of one kind',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { phoneNumbers: ['+351910000000', '+351910000001'] } },
      400,
      'bad.request',
      'subject.phoneNumbers.1',
    ],
    [
      'id and name',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { userId: ID, name: 'x' } },
      400,
      'bad.request',
      'subject.name',
    ],
    [
      'malformed id in the body',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { userId: 'x' } },
      400,
      'bad.request',
      'subject.userId',
    ],
    [
      'blank name',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { name: '  ' } },
      400,
      'bad.request',
      'subject.name',
    ],
    [
      'short phone',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { phoneNumbers: ['123'] } },
      400,
      'bad.request',
      'subject.phoneNumbers.0',
    ],
    [
      'replacement terms on an export',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject, replacementTerms },
      400,
      'bad.request',
      'replacementTerms',
    ],
    [
      'replacement terms on an erasure',
      'POST',
      `${REQUESTS}?deleteConfirmed=true`,
      { requestType: 'GDPR_DELETE', subject, replacementTerms },
      400,
      'bad.request',
      'replacementTerms',
    ],
    [
      'none on an update',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_UPDATE', subject },
      400,
      'bad.request',
      'replacementTerms',
    ],
    [
      'blank replacement',
      'POST',
      REQUESTS,
      {
        requestType: 'GDPR_UPDATE',
        subject,
        replacementTerms: [{ type: 'NAME', existingValue: 'x', updatedValue: ' ' }],
      },
      400,
      'bad.request',
      'replacementTerms.0.updatedValue',
    ],
    [
      'erasure not confirmed',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_DELETE', subject },
      400,
      'bad.request',
      'deleteConfirmed',
    ],
    [
      'erasure confirmed by no',
      'POST',
      `${REQUESTS}?deleteConfirmed=false`,
      { requestType: 'GDPR_DELETE', subject },
      400,
      'bad.request',
      'deleteConfirmed',
    ],
    [
      'more than 256 KiB',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { name: long } },
      413,
      'request.entity.too.large',
    ],
    [
      'NUL in the body',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { name: 'a\0b' } },
      400,
      'bad.request',
      'subject.name',
    ],
    [
      'half a surrogate pair in the body',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { name: 'a\ud800b' } },
      400,
      'bad.request',
      'subject.name',
    ],
  ];

  // Rest parameters: Jest would pass `done` for a field that a row leaves out.
  it.each(rows)('%s', async (...[, method, path, json, status, code, field]) => {
    const before = gateway.services.of('gdpr.aggregator.createRequest').length;
    const response = await call(`${gateway.url}${path}`, token, { method, json });
    const body = (await response.json()) as { contextId: string; details: { fieldName: string }[] };
    expect([response.status, body]).toEqual([
      status,
      expect.objectContaining({ code, status, message: expect.any(String), errors: [] }),
    ]);
    expect(body.contextId).toBe(response.headers.get('inin-correlation-id'));
    if (field !== undefined) expect(body.details.map((detail) => detail.fieldName)).toContain(field);
    expect(gateway.services.of('gdpr.aggregator.createRequest').length).toBe(before);
  });

  it.each([
    ['broken JSON', '{"a":', 'application/json', 400, 'bad.request'],
    ['JSON that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'application/json', 400, 'bad.request'],
    ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json', 400, 'bad.request'],
    [
      'a poisoned prototype',
      '{"__proto__":{"x":1},"requestType":"GDPR_EXPORT","subject":{"name":"x"}}',
      'application/json',
      400,
      'bad.request',
    ],
    ['another content type', 'requestType=GDPR_EXPORT', 'text/plain', 415, 'unsupported.media.type'],
    ['a form', 'requestType=GDPR_EXPORT', 'application/x-www-form-urlencoded', 415, 'unsupported.media.type'],
    ['another charset', '{}', 'application/json; charset=utf-16', 415, 'unsupported.media.type'],
  ])('%s', async (_, body, contentType, status, code) => {
    const response = await call(`${gateway.url}${REQUESTS}`, token, {
      method: 'POST',
      body: body as string,
      headers: { 'content-type': contentType },
    });
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('answers what is not a URL, or not HTTP, in the wire format', async () => {
    const response = await get('/api/v2/gdpr/requests/%zz');
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'bad.request', contextId: response.headers.get('inin-correlation-id') }),
    ]);
  });

  it.each(['ß'.repeat(10_000), '😀'.repeat(10_000), '\u200fשלום\u200f', 'a"b\\c\u2028'])(
    'takes strange text exactly as it is',
    async (name) => {
      expect((await post(REQUESTS, { requestType: 'GDPR_EXPORT', subject: { name } })).status).toBe(202);
      expect(gateway.services.of<{ request: object }>('gdpr.aggregator.createRequest').at(-1)?.request).toMatchObject({
        subject: { name },
      });
      expect((await get(`/api/v2/gdpr/subjects?searchType=NAME&searchValue=${encodeURIComponent(name)}`)).status).toBe(
        200,
      );
      expect(gateway.services.of('gdpr.aggregator.searchSubjects').at(-1)).toMatchObject({ searchValue: name });
    },
  );
});

describe('a correlation id', () => {
  it("is the caller's when it is a UUID, else a new one", async () => {
    const given = await call(`${gateway.url}${REQUESTS}`, token, { headers: { 'inin-correlation-id': ID } });
    expect(given.headers.get('inin-correlation-id')).toBe(ID);
    const made = await call(`${gateway.url}${REQUESTS}`, token, {
      headers: { 'inin-correlation-id': 'ana.silva@example.org' },
    });
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
    await get('/api/v2/users/ana.silva@example.org?name=Ana');
    await get('/api/v2/gdpr/subjects?searchType=EMAIL&searchValue=ana.silva@example.org');
    await post(REQUESTS, { requestType: 'GDPR_EXPORT', subject: { name: 'Ana Silva' } });
    const metrics = await (await get('/metrics')).text();
    const log = gateway.log.join('');
    for (const text of [log, metrics]) {
      expect(text).not.toMatch(/ana|silva|example\.org/i);
      expect(text).toContain('/api/v2/users/*');
      expect(text).toContain('/api/v2/gdpr/requests/:requestId');
    }
    expect(metrics).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(log).toContain(ORGANISATION);
  });
});
