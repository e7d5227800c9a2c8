import type { ErrorBody } from '@lethe/contracts';
import { randomUUID } from 'node:crypto';
import { dumpAll, query } from './support/databases.ts';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { newClient } from './support/programs.ts';
import { lookingInside } from './support/where.ts';

const { describe } = lookingInside();

const REQUESTS = '/api/v2/gdpr/requests';
const CONFIRMED = `${REQUESTS}?deleteConfirmed=true`;
const email = { emailAddresses: ['nobody@lethe.example'] };
const term = { type: 'EMAIL', existingValue: 'a@lethe.example', updatedValue: 'b@lethe.example' };
const search = (query: string) => `/api/v2/gdpr/subjects?${query}`;

interface Row {
  name: string;
  method?: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
  code?: string;
}

const ROWS: Row[] = [
  {
    name: 'unknown request type',
    path: REQUESTS,
    body: { requestType: 'GDPR_FORGET', subject: email },
    status: 400,
    code: 'invalid.value',
  },
  { name: 'no request type', path: REQUESTS, body: { subject: email }, status: 400 },
  { name: 'no subject', path: REQUESTS, body: { requestType: 'GDPR_EXPORT' }, status: 400 },
  {
    name: 'no term',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: {} },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'two terms',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: { ...email, name: 'A B' } },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'two e-mail addresses',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: { emailAddresses: ['a@x.example', 'b@x.example'] } },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'an id together with a name',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: { userId: randomUUID(), name: 'A B' } },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'malformed id in a body',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: { userId: 'x' } },
    status: 400,
  },
  {
    name: 'unknown id',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: { userId: randomUUID() } },
    status: 404,
    code: 'not.found',
  },
  {
    name: 'replacement terms on an export',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: email, replacementTerms: [term] },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'an update without replacement terms',
    path: REQUESTS,
    body: { requestType: 'GDPR_UPDATE', subject: email },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'an update with empty replacement terms',
    path: REQUESTS,
    body: { requestType: 'GDPR_UPDATE', subject: email, replacementTerms: [] },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'a deletion that is not confirmed',
    path: REQUESTS,
    body: { requestType: 'GDPR_DELETE', subject: email },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'a deletion that is confirmed with false',
    path: `${REQUESTS}?deleteConfirmed=false`,
    body: { requestType: 'GDPR_DELETE', subject: email },
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'a phone number with four digits',
    path: REQUESTS,
    body: { requestType: 'GDPR_EXPORT', subject: { phoneNumbers: ['1234'] } },
    status: 400,
  },
  {
    name: 'a body over 256 KiB',
    path: CONFIRMED,
    body: { requestType: 'GDPR_DELETE', subject: { name: 'x'.repeat(300_000) } },
    status: 413,
    code: 'request.entity.too.large',
  },
  { name: 'broken JSON', path: CONFIRMED, body: '{"requestType":', status: 400, code: 'bad.request' },
  { name: 'an empty body', path: CONFIRMED, body: '', status: 400, code: 'bad.request' },
  {
    name: 'an array',
    path: CONFIRMED,
    body: [{ requestType: 'GDPR_DELETE', subject: email }],
    status: 400,
    code: 'bad.request',
  },
  {
    name: 'another content type',
    path: CONFIRMED,
    body: 'requestType=GDPR_DELETE',
    headers: { 'content-type': 'text/plain' },
    status: 415,
    code: 'unsupported.media.type',
  },
  {
    name: 'a prototype',
    path: CONFIRMED,
    body: '{"__proto__":{"requestType":"GDPR_DELETE"},"subject":{"name":"x"}}',
    status: 400,
  },
  { name: 'NUL', path: REQUESTS, body: { requestType: 'GDPR_EXPORT', subject: { name: 'a\0b' } }, status: 400 },
  {
    name: 'half a surrogate pair',
    path: REQUESTS,
    body: '{"requestType":"GDPR_EXPORT","subject":{"name":"a\\ud800b"}}',
    status: 400,
  },
  {
    name: 'unknown kind of search',
    method: 'GET',
    path: search('searchType=SHOE_SIZE&searchValue=44'),
    status: 400,
    code: 'invalid.query.param.value',
  },
  { name: 'no kind of search', method: 'GET', path: search('searchValue=44'), status: 400, code: 'bad.request' },
  { name: 'no search value', method: 'GET', path: search('searchType=EMAIL'), status: 400, code: 'bad.request' },
  {
    name: 'two search values',
    method: 'GET',
    path: search('searchType=EMAIL&searchValue=a@b.example&searchValue=c@d.example'),
    status: 400,
  },
  {
    name: 'a search for a phone number with four digits',
    method: 'GET',
    path: search('searchType=PHONE&searchValue=%2B351%201'),
    status: 400,
  },
  { name: 'a search for NUL', method: 'GET', path: search('searchType=NAME&searchValue=a%00b'), status: 400 },
  { name: 'a path that is no URL', method: 'GET', path: '/%zz', status: 400 },
  { name: 'pageSize 0', method: 'GET', path: `${REQUESTS}?pageSize=0`, status: 400 },
  { name: 'pageSize 1000', method: 'GET', path: `${REQUESTS}?pageSize=1000`, status: 400 },
  { name: 'pageNumber 0', method: 'GET', path: `${REQUESTS}?pageNumber=0`, status: 400 },
  { name: 'malformed id in a path', method: 'GET', path: `${REQUESTS}/not-an-id`, status: 404, code: 'not.found' },
  { name: 'unknown request', method: 'GET', path: `${REQUESTS}/${randomUUID()}`, status: 404, code: 'not.found' },
  {
    name: 'unknown download',
    method: 'GET',
    path: `/api/v2/downloads/${randomUUID()}`,
    status: 404,
    code: 'not.found',
  },
  { name: 'unknown path', method: 'GET', path: '/api/v2/nothing/here', status: 404, code: 'not.found' },
  {
    name: 'a forged token',
    method: 'GET',
    path: REQUESTS,
    headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' },
    status: 401,
    code: 'bad.credentials',
  },
  {
    name: 'no token',
    method: 'GET',
    path: REQUESTS,
    headers: { authorization: '' },
    status: 401,
    code: 'authentication.required',
  },
  {
    name: 'a contact with NUL in a name',
    path: '/api/v2/externalcontacts/contacts',
    body: '{"firstName":"a\\u0000"}',
    status: 400,
  },
  { name: 'a malformed contact id', method: 'GET', path: '/api/v2/externalcontacts/contacts/xyz', status: 404 },
  { name: 'an unknown user', method: 'GET', path: `/api/v2/users/${randomUUID()}`, status: 404 },
];

describe('bad input', () => {
  let lethe: Lethe;
  let http: Http;

  beforeAll(async () => {
    lethe = await Lethe.start();
    http = await Http.login(lethe);
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  /** What the requests may not change: everything but rate limits, and what other test files do in organisations of theirs. */
  async function state(): Promise<string[]> {
    const lines = await dumpAll(lethe);
    // Asked afterwards, so that none of them is missing here whose rows are there.
    const organisations = await query<{ id: string }>(lethe, 'gateway', 'select id from organisation');
    const others = organisations.map(({ id }) => id).filter((id) => id !== lethe.description.organisationId);
    return lines
      .filter((line) => !/rate_limit|domain_registry/.test(line) && !others.some((id) => line.includes(id)))
      .sort();
  }

  it('is refused in the form of the API and changes nothing', async () => {
    const before = await state();
    const wrong: unknown[] = [];
    for (const row of ROWS) {
      const answer = await http.send<ErrorBody>(row.method ?? 'POST', row.path, row.body, row.headers);
      const { status, code, contextId, message } = answer.body;
      const fits =
        answer.status === row.status && status === row.status && (row.code === undefined || code === row.code);
      const whole =
        typeof message === 'string' &&
        message.length > 0 &&
        contextId === answer.headers.get('inin-correlation-id') &&
        Array.isArray(answer.body.details);
      if (!fits || !whole) wrong.push({ name: row.name, status: answer.status, body: answer.body });
    }
    expect(wrong).toEqual([]);
    expect(await state()).toEqual(before);
  });

  it('is refused without the permission, and the permission is named', async () => {
    const { id, secret } = await newClient(lethe, 'gdpr:request:view');
    const weak = await Http.login(lethe, { id, secret });
    for (const [path, permission] of [
      [search('searchType=NAME&searchValue=a'), 'gdpr:subject:view'],
      ['/api/v2/users', 'directory:user:view'],
    ] as const) {
      const answer = await weak.send<ErrorBody>('GET', path);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ code: 'missing.any.permissions' });
      expect(answer.body.message).toContain(permission);
    }
  });

  it.each([
    ['right-to-left marks', '\u200fمحمد\u200e علي'],
    ['1,000 characters', 'Ångström'.repeat(125)],
    ['emoji and joiners', '👩‍👩‍👧 Müller'],
    ['quotes and SQL', `Robert'); drop table "users";--`],
    ['markup', '<script>alert(1)</script>'],
  ])('that is only unusual is stored and found again exactly: %s', async (_, lastName) => {
    const created = await http.send<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', { lastName });
    expect(created.status).toBeLessThan(300);
    const read = await http.send<{ lastName: string }>('GET', `/api/v2/externalcontacts/contacts/${created.body.id}`);
    expect(read.body.lastName).toBe(lastName);
    expect((await http.subjects('NAME', lastName)).map((subject) => subject.externalContactId)).toEqual([
      created.body.id,
    ]);
  });

  it('of 10,000 characters is refused or found again', async () => {
    const lastName = 'x'.repeat(10_000);
    const created = await http.send<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', { lastName });
    if (created.status === 400) expect(created.body).toMatchObject({ details: [{ fieldName: 'lastName' }] });
    else
      expect((await http.subjects('NAME', lastName)).map((subject) => subject.externalContactId)).toEqual([
        created.body.id,
      ]);
  });
});
