import { call, ORGANISATION, type TestGateway } from '../../test/test-gateway.ts';
import { DOWNLOAD, ID, REQUESTS, startGdprGateway, toldOfPersonalCalls } from '../../test/gdpr-gateway.ts';

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

describe('bad input', () => {
  const long = 'x'.repeat(300_000);
  const subject = { name: 'Ana' };
  const replacementTerms = [{ type: 'EMAIL', existingValue: 'a@b.c', updatedValue: 'd@e.f' }];
  type Row = [name: string, method: string, path: string, body: unknown, status: number, code: string, field?: string];
  const invalid = 'invalid.query.param.value';
  const search = (name: string, query: string, code: string, ...field: string[]) =>
    [name, 'GET', `/api/v2/gdpr/subjects?${query}`, undefined, 400, code, ...field] as Row;
  const page = (size: string): Row => [
    `pageSize ${size}`,
    'GET',
    `${REQUESTS}?pageSize=${size}`,
    undefined,
    400,
    invalid,
    'pageSize',
  ];
  const nowhere = (name: string, path: string, method = 'GET'): Row => [
    name,
    method,
    path,
    undefined,
    404,
    'not.found',
  ];
  const body = (name: string, json: unknown, field?: string, { code = 'bad.request', query = '' } = {}): Row =>
    [name, 'POST', `${REQUESTS}${query}`, json, 400, code, ...(field === undefined ? [] : [field])] as Row;
  const exporting = (name: string, about: object, field: string) =>
    body(name, { requestType: 'GDPR_EXPORT', subject: about }, field);
  const rows: Row[] = [
    search('unknown searchType', 'searchType=SHOE&searchValue=x', invalid, 'searchType'),
    search('missing searchType', 'searchValue=x', 'bad.request', 'searchType'),
    search('missing searchValue', 'searchType=NAME', 'bad.request', 'searchValue'),
    search('two search terms', 'searchType=NAME&searchValue=x&searchValue=y', invalid, 'searchValue'),
    search('empty searchValue', 'searchType=NAME&searchValue=', invalid, 'searchValue'),
    search('phone of four digits', 'searchType=PHONE&searchValue=1234', invalid, 'searchValue'),
    search('phone of letters', 'searchType=PHONE&searchValue=abc', invalid, 'searchValue'),
    search('NUL in the query', 'searchType=NAME&searchValue=a%00b', invalid, 'searchValue'),
    search('half a surrogate pair in the query', 'searchType=NAME&searchValue=%ED%A0%80', invalid),
    search('not UTF-8 in the query', 'searchType=NAME&searchValue=%FF', invalid),
    page('0'),
    page('1000'),
    page('x'),
    nowhere('malformed id in the path', `${REQUESTS}/nope`),
    nowhere('unknown id', `${REQUESTS}/${DOWNLOAD}`),
    nowhere('NUL in the path', `${REQUESTS}/a%00b`),
    nowhere('malformed task id', `${REQUESTS}/${ID}/tasks/x/retry`, 'POST'),
    nowhere('malformed download id', '/api/v2/downloads/x'),
    nowhere('unknown path', '/api/v2/nothing'),
    nowhere('unknown path outside the API', '/nothing'),
    body('no body', undefined),
    body('array body', [{ requestType: 'GDPR_EXPORT', subject }]),
    body('null body', null),
    body('unknown requestType', { requestType: 'GDPR_FORGET', subject }, 'requestType', { code: 'invalid.value' }),
    body(
      'unknown handle type',
      { requestType: 'GDPR_EXPORT', subject: { socialHandle: { type: 'ICQ', value: 'x' } } },
      'subject.socialHandle.type',
      { code: 'invalid.value' },
    ),
    body('no subject', { requestType: 'GDPR_EXPORT' }, 'subject'),
    exporting('no term', {}, 'subject'),
    exporting('two terms', { name: 'x', emailAddresses: ['a@b.c'] }, 'subject.emailAddresses.0'),
    exporting('two of one kind', { phoneNumbers: ['+351910000000', '+351910000001'] }, 'subject.phoneNumbers.1'),
    exporting('id and name', { userId: ID, name: 'x' }, 'subject.name'),
    exporting('malformed id in the body', { userId: 'x' }, 'subject.userId'),
    exporting('blank name', { name: '  ' }, 'subject.name'),
    exporting('short phone', { phoneNumbers: ['123'] }, 'subject.phoneNumbers.0'),
    body(
      'replacement terms on an export',
      { requestType: 'GDPR_EXPORT', subject, replacementTerms },
      'replacementTerms',
    ),
    body(
      'replacement terms on an erasure',
      { requestType: 'GDPR_DELETE', subject, replacementTerms },
      'replacementTerms',
      { query: '?deleteConfirmed=true' },
    ),
    body('none on an update', { requestType: 'GDPR_UPDATE', subject }, 'replacementTerms'),
    body(
      'blank replacement',
      {
        requestType: 'GDPR_UPDATE',
        subject,
        replacementTerms: [{ type: 'NAME', existingValue: 'x', updatedValue: ' ' }],
      },
      'replacementTerms.0.updatedValue',
    ),
    ...[
      { type: 'EMAIL', existingValue: 'a@x.org', updatedValue: 'not an e-mail' },
      { type: 'PHONE', existingValue: '+420601234567', updatedValue: '112' },
      { type: 'NAME', existingValue: 'Jana', updatedValue: '12' },
    ].map((term) =>
      body(
        `a new value that is no ${term.type}`,
        { requestType: 'GDPR_UPDATE', subject, replacementTerms: [replacementTerms[0], term] },
        'replacementTerms.1.updatedValue',
      ),
    ),
    body(
      'an existing value without anything to compare',
      {
        requestType: 'GDPR_UPDATE',
        subject,
        replacementTerms: [{ type: 'NAME', existingValue: ' ', updatedValue: 'Jana' }],
      },
      'replacementTerms.0.existingValue',
    ),
    body('erasure not confirmed', { requestType: 'GDPR_DELETE', subject }, 'deleteConfirmed'),
    body('erasure confirmed by no', { requestType: 'GDPR_DELETE', subject }, 'deleteConfirmed', {
      query: '?deleteConfirmed=false',
    }),
    [
      'more than 256 KiB',
      'POST',
      REQUESTS,
      { requestType: 'GDPR_EXPORT', subject: { name: long } },
      413,
      'request.entity.too.large',
    ],
    exporting('NUL in the body', { name: 'a\0b' }, 'subject.name'),
    exporting('half a surrogate pair in the body', { name: 'a\ud800b' }, 'subject.name'),
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
