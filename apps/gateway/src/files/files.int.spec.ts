import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { ResourceCall } from '@lethe/contracts';
import { openStorage } from '@lethe/storage';
import { until } from '@lethe/testing';
import { FakeFiles, FILE_PATH } from '../../test/fake-files.ts';
import { RawCaller } from '../../test/raw-caller.ts';
import { call, manifestOf, ORGANISATION, OTHER_ORGANISATION, TestGateway } from '../../test/test-gateway.ts';

const files = new FakeFiles();
let gateway: TestGateway;
let token: string;
let wire: NatsConnection;
let wireBytes = 0;
const unhandled: unknown[] = [];
const noteUnhandled = (error: unknown) => void unhandled.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', noteUnhandled);
  gateway = await TestGateway.start(
    {},
    {
      'gdpr.directory.manifest': () => manifestOf('directory', ['/api/v2/users'], [FILE_PATH]),
      'api.directory': files.answer,
    },
  );
  token = await gateway.login();
  wire = await connect({ port: gateway.nats.port });
  wire.subscribe('>', { callback: (_, message) => void (wireBytes += message.data.length) });
});
afterAll(async () => {
  process.off('unhandledRejection', noteUnhandled);
  await wire?.close();
  await gateway?.stop();
});
beforeEach(() => {
  files.refusal = undefined;
  files.maxBytes = 20_000_000;
});

let last = 0;
/** Path of a file that no other test uses; the query holds what must not be logged. */
const fresh = () => `/api/v2/users/u1/files/f${(last += 1)}?participantId=ana.silva&kind=attachment`;
const put = (path: string, body: RequestInit['body'], headers: Record<string, string> = {}, bearer = token) =>
  call(`${gateway.url}${path}`, bearer, { method: 'PUT', body, headers: { 'content-type': 'image/png', ...headers } });
const get = (path: string, headers: Record<string, string> = {}, bearer = token) =>
  call(`${gateway.url}${path}`, bearer, { headers });
const named = (name: string) => ({ 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const stored = () => Array.fromAsync(openStorage({ kind: 'fs', path: gateway.storage }).list(''));
const bearer = () => ({ Authorization: `Bearer ${token}` });
const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

describe('a file that is put', () => {
  it('comes back byte for byte, and the domain is told what it is', async () => {
    const path = fresh();
    const body = randomBytes(3_000_001);
    const response = await put(path, body, named('Férias da Ana.png'));
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect([response.status, await response.json()]).toEqual([201, { bytes: body.length, sha256 }]);
    expect(files.opened.at(-1)).toEqual({ phase: 'open', contentType: 'image/png', fileName: 'Férias da Ana.png' });
    expect(files.closed.at(-1)).toMatchObject({ bytes: body.length, sha256 });
    expect(gateway.services.of<ResourceCall>('api.directory').at(-1)).toMatchObject({ method: 'PUT', url: path });
    const answer = await get(path);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(body.length),
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="F?rias da Ana.png"; filename*=UTF-8''F%C3%A9rias%20da%20Ana.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
      'cache-control': expect.stringContaining('no-store'),
    });
    expect((await bytesOf(answer)).equals(body)).toBe(true);
  });

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=65530-', 65_530, 99_999],
    ['bytes=-5', 99_995, 99_999],
  ])('is read in part: %s', async (range, start, end) => {
    const path = fresh();
    const body = randomBytes(100_000);
    await put(path, body);
    const part = await get(path, { range });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${start}-${end}/100000`]);
    expect((await bytesOf(part)).equals(body.subarray(start, end + 1))).toBe(true);
    const beyond = await get(path, { range: 'bytes=100000-' });
    expect([beyond.headers.get('content-range'), ...(await codeOf(beyond))]).toEqual([
      'bytes */100000',
      416,
      'range.not.satisfiable',
    ]);
  });

  it('may be empty, and chunked', async () => {
    const [empty, chunked] = [fresh(), fresh()];
    expect((await put(empty, '')).status).toBe(201);
    expect([(await get(empty)).headers.get('content-length'), (await bytesOf(await get(empty))).length]).toEqual([
      '0',
      0,
    ]);
    const pieces = new ReadableStream({
      start: (to) => (to.enqueue(Buffer.from('one ')), to.enqueue(Buffer.from('two')), to.close()),
    });
    expect(
      (await call(`${gateway.url}${chunked}`, token, { method: 'PUT', body: pieces, duplex: 'half' } as RequestInit))
        .status,
    ).toBe(201);
    expect((await bytesOf(await get(chunked))).toString()).toBe('one two');
  });

  it('never crosses NATS', async () => {
    const before = wireBytes;
    const path = fresh();
    await put(path, randomBytes(5_000_000));
    await bytesOf(await get(path));
    expect(wireBytes - before).toBeGreaterThan(500);
    expect(wireBytes - before).toBeLessThan(50_000);
  });

  it('is not there any more in the storage: 404', async () => {
    const path = fresh();
    await put(path, 'x');
    await openStorage({ kind: 'fs', path: gateway.storage }).delete(files.closed.at(-1)?.location ?? '');
    expect(await codeOf(await get(path))).toEqual([404, 'not.found']);
  });

  it('leaves other methods to the domain, and HEAD is refused as on every forwarded path', async () => {
    const path = fresh();
    for (const method of ['DELETE', 'PATCH', 'POST'])
      expect(await (await call(`${gateway.url}${path}`, token, { method, json: {} })).json()).toEqual({
        forwarded: true,
      });
    expect((await call(`${gateway.url}${path}`, token, { method: 'HEAD' })).status).toBe(
      (await call(`${gateway.url}/api/v2/users`, token, { method: 'HEAD' })).status,
    );
  });
});

describe('names and types', () => {
  it.each([
    ['../../etc/passwd', 'attachment; filename=_.._etc_passwd'],
    ['a\r\nSet-Cookie: x\u0007.png', 'attachment; filename="aSet-Cookie: x.png"'],
    ['gnp.\u202eexe', 'attachment; filename=gnp.exe'],
    ['C:\\temp\\"x".png', 'attachment; filename="C:_temp_\\"x\\".png"'],
    [`${'x'.repeat(996)}.png`, `attachment; filename=${'x'.repeat(100)}.png`],
    ['..', 'attachment; filename=file'],
  ])('the name %j is kept as it is and given back harmless', async (name, disposition) => {
    const path = fresh();
    expect((await put(path, 'x', named(name))).status).toBe(201);
    expect(files.opened.at(-1)?.fileName).toBe(name);
    expect((await get(path)).headers.get('content-disposition')).toBe(disposition);
    expect((await stored()).every((at) => /^files\/[0-9a-f-]{36}$/.test(at))).toBe(true);
  });

  it.each([
    ['a name of 4,000 characters', named('ana silva'.repeat(445)), 'constraint.validation'],
    ['a name with NUL', named('ana silva\0.png'), 'bad.request'],
    ['a name that is not UTF-8', { 'content-disposition': "attachment; filename*=UTF-8''%FFana" }, 'bad.request'],
    ['a name that does not end', { 'content-disposition': 'attachment; filename="ana silva' }, 'bad.request'],
    ['a header that is none', { 'content-disposition': '"ana silva"' }, 'bad.request'],
    ['a header of raw letters', { 'content-disposition': 'attachment; filename="ana\u00e9"' }, 'bad.request'],
    ['a part of a file', { 'content-range': 'bytes 0-1/9' }, 'bad.request'],
    ['a compressed file', { 'content-encoding': 'gzip' }, 'unsupported.media.type'],
  ])('%s is refused before the domain is asked', async (_, headers, code) => {
    const before = files.opened.length;
    const response = await put(fresh(), 'x', headers as Record<string, string>);
    const body = (await response.json()) as { code: string; message: string };
    expect(body.code).toBe(code);
    expect(body.message).not.toMatch(/ana|silva/i);
    expect(files.opened.length).toBe(before);
  });

  it.each([
    ['text/html; charset=utf-16', 'text/html'],
    ['IMAGE/PNG', 'image/png'],
    ['nonsense', 'application/octet-stream'],
    ['; x=1', 'application/octet-stream'],
    [`a/${'x'.repeat(128)}`, 'application/octet-stream'],
    ['a/b, c/d', 'application/octet-stream'],
    ['text/plain; =;;"', 'text/plain'],
  ])('the type %s is kept as %s', async (declared, kept) => {
    const path = fresh();
    expect((await put(path, '<script>', { 'content-type': declared })).status).toBe(201);
    expect(files.opened.at(-1)?.contentType).toBe(kept);
    expect((await get(path)).headers.get('content-type')).toBe(kept);
  });
});

describe('an upload that is refused', () => {
  const upload = (headers: Record<string, string | number>) =>
    new RawCaller(gateway.url).head('PUT', fresh(), { 'Content-Length': 1_000_000_000, ...headers });

  it.each([
    ['without a token', undefined, 401],
    ['without the permission', () => gateway.login(['files:file:view']), 403],
    ['from another organisation', () => gateway.login(['*'], OTHER_ORGANISATION), 404],
  ])('%s is refused before its body: asked first, or while it is on its way', async (_, login, status) => {
    const headers: Record<string, string> = login === undefined ? {} : { Authorization: `Bearer ${await login()}` };
    const asking = upload({ ...headers, Expect: '100-continue' });
    expect(await asking.status()).toBe(status);
    expect(asking.statuses()).toEqual([status]);
    await asking.cut();
    const sending = upload(headers).write(Buffer.alloc(100_000));
    expect(await sending.status()).toBe(status);
    sending.breakOff();
  });

  it('cuts off who goes on sending after the answer', async () => {
    const caller = upload({}).write(Buffer.alloc(100_000));
    expect(await caller.status()).toBe(401);
    await caller.cut();
  });

  it('answers 100 Continue to a caller who waits for it once the domain has said yes', async () => {
    const caller = upload({ ...bearer(), Expect: '100-continue', 'Content-Length': 4 });
    await until('100 Continue', () => caller.statuses().includes(100));
    expect(await caller.write('abcd').status()).toBe(201);
    expect(caller.statuses()).toEqual([100, 201]);
    caller.breakOff();
    const json = new RawCaller(gateway.url).head('PUT', '/api/v2/users/u1', {
      ...bearer(),
      Expect: '100-continue',
      'Content-Type': 'application/json',
      'Content-Length': 2,
    });
    await until('100 Continue', () => json.statuses().includes(100));
    expect(await json.write('{}').status()).toBe(200);
    json.breakOff();
  });

  it('is too large: told at once by its length, else when the limit is passed; nothing is stored', async () => {
    files.maxBytes = 1_000;
    const before = await stored();
    const asking = upload({ ...bearer(), Expect: '100-continue' });
    expect([await asking.status(), asking.statuses()]).toEqual([413, [413]]);
    const chunked = new ReadableStream({ pull: (to) => to.enqueue(Buffer.alloc(400)) });
    const endless = await call(`${gateway.url}${fresh()}`, token, {
      method: 'PUT',
      body: chunked,
      duplex: 'half',
    } as RequestInit);
    expect([endless.status, await endless.json()]).toEqual([
      413,
      expect.objectContaining({ code: 'request.entity.too.large', message: expect.stringContaining('1000 bytes') }),
    ]);
    expect((await put(fresh(), Buffer.alloc(1_000))).status).toBe(201);
    expect((await put(fresh(), Buffer.alloc(1_001))).status).toBe(413);
    expect((await stored()).length).toBe(before.length + 1);
  });

  it('is refused at its end: the object goes; without an answer it stays, because the domain may have taken it', async () => {
    const before = await stored();
    files.refusal = { status: 409, body: { code: 'request.conflict' } };
    expect(await codeOf(await put(fresh(), 'x'))).toEqual([409, 'request.conflict']);
    expect(await stored()).toEqual(before);
    files.refusal = new Promise(() => undefined);
    expect(await codeOf(await put(fresh(), 'x'))).toEqual([503, 'service.unavailable']);
    expect((await stored()).length).toBe(before.length + 1);
  });

  it('breaks off: nothing is stored, the domain hears no more, one line in the log', async () => {
    const before = [await stored(), files.closed.length];
    const opened = files.opened.length;
    const caller = upload({ ...bearer(), 'Content-Length': 1_000_000 }).write(Buffer.alloc(200_000));
    await until('the start of the upload', () => files.opened.length > opened);
    caller.breakOff();
    await until('the line of the log', () => gateway.log.some((line) => line.includes('upload broke off')));
    expect([await stored(), files.closed.length]).toEqual(before);
    expect((await put(fresh(), 'x')).status).toBe(201);
    const lines = gateway.log.map((line) => JSON.parse(line) as Record<string, string>);
    const brokenOff = lines.find(({ msg }) => msg === 'upload broke off');
    expect(brokenOff).toMatchObject({
      route: FILE_PATH,
      correlationId: expect.any(String),
      organisationId: ORGANISATION,
      clientId: expect.any(String),
    });
    expect(lines.filter(({ correlationId }) => correlationId === brokenOff?.['correlationId'])).toHaveLength(1);
  });

  it('is shorter than it says: 400, nothing is stored', async () => {
    const before = [await stored(), files.closed.length];
    const caller = upload({ ...bearer(), 'Content-Length': 1_000_000 })
      .write('abc')
      .finish();
    expect(await caller.status()).toBe(400);
    expect([await stored(), files.closed.length]).toEqual(before);
  });

  it('is longer than it says: 400, nothing is stored', async () => {
    const before = [await stored(), files.closed.length];
    const caller = upload({ ...bearer(), 'Content-Length': 3 }).write('abcdef\r\n\r\n');
    expect(await caller.status()).toBe(400);
    await caller.cut();
    expect([await stored(), files.closed.length, caller.statuses()]).toEqual([...before, [400]]);
  });
});

describe('what is away', () => {
  it('storage: 503 that says when to try again', async () => {
    const blocked = join(gateway.storage, 'no-folder');
    writeFileSync(blocked, '');
    const url = await gateway.add({ LETHE_STORAGE_PATH: join(blocked, 'x') });
    const response = await call(`${url}${fresh()}`, token, { method: 'PUT', body: 'x' });
    expect([Number(response.headers.get('retry-after')), ...(await codeOf(response))]).toEqual([
      2,
      503,
      'service.unavailable',
    ]);
  });

  it('the domain, or its manifest: 503 before the body', async () => {
    const { handlers } = gateway.services;
    const refusedUnread = async (url: string) => {
      const caller = new RawCaller(url).head('PUT', fresh(), {
        ...bearer(),
        Expect: '100-continue',
        'Content-Length': 9,
      });
      expect(await caller.status()).toBe(503);
      expect([caller.statuses(), caller.received]).toEqual([[503], expect.stringMatching(/retry-after: [1-9]/i)]);
    };
    const { 'api.directory': _, ...silent } = handlers;
    gateway.services.handlers = silent;
    await refusedUnread(gateway.url);
    const { 'gdpr.directory.manifest': __, ...without } = handlers;
    gateway.services.handlers = without;
    await until('the notice that a domain is away', async () =>
      JSON.stringify(await (await fetch(`${gateway.url}/readyz`)).json()).includes('"available":false'),
    );
    await refusedUnread(gateway.url);
    const adding = gateway.add();
    await until('the third gateway', () => gateway.gateways.length === 3);
    await refusedUnread(`http://127.0.0.1:${gateway.gateways[2]?.port}`);
    gateway.services.handlers = handlers;
    await adding;
    await until('an upload', async () => (await put(fresh(), 'x')).status === 201);
  }, 60_000);
});

describe('elsewhere a body is JSON of at most 256 KiB', () => {
  it.each([
    '/api/v2/users/u1',
    '/api/v2/users/u1/files',
    '/api/v2/users/u1/files/f/',
    '/api/v2/users/u1/files//x',
    '/api/v2/users//files/f',
    '/api/v2/users/u1/files/f/x',
  ])('PUT %s', async (path) => {
    const before = files.opened.length;
    expect((await put(path, 'x')).status).toBe(415);
    expect((await call(`${gateway.url}${path}`, token, { method: 'PUT', body: '{' })).status).toBe(400);
    const large = await call(`${gateway.url}${path}`, token, { method: 'PUT', json: 'x'.repeat(262_143) });
    expect([large.status, await large.json()]).toEqual([
      413,
      expect.objectContaining({ message: expect.stringContaining('262144 bytes') }),
    ]);
    const endless = new ReadableStream({ pull: (to) => to.enqueue(Buffer.alloc(4_000, 'x')) });
    expect(
      (await call(`${gateway.url}${path}`, token, { method: 'PUT', body: endless, duplex: 'half' } as RequestInit))
        .status,
    ).toBe(413);
    expect(await (await call(`${gateway.url}${path}`, token, { method: 'PUT', json: {} })).json()).toEqual({
      forwarded: true,
    });
    expect(files.opened.length).toBe(before);
  });
});

it('logs and metrics hold the pattern of the path, no name, no query', async () => {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  for (const text of [gateway.log.join(''), metrics]) {
    expect(text).toContain(FILE_PATH);
    expect(text).not.toMatch(/ana|silva|f[eé]rias|passwd|participant|u1/i);
  }
});

it('left no rejection that nobody handled', () => {
  expect(unhandled).toEqual([]);
});
