import { createHash, randomBytes } from 'node:crypto';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { ResourceCall } from '@lethe/contracts';
import { openStorage } from '@lethe/storage';
import { FILE_PATH, type FakeFiles } from '../../test/fake-files.ts';
import { codeOf, FileGateway, fresh } from '../../test/file-gateway.ts';
import { call, type TestGateway } from '../../test/test-gateway.ts';

let service: FileGateway;
let gateway: TestGateway;
let files: FakeFiles;
let token: string;
let wire: NatsConnection;
let wireBytes = 0;
beforeAll(async () => {
  service = await FileGateway.start();
  ({ gateway, files, token } = service);
  wire = await connect({ port: gateway.nats.port });
  wire.subscribe('>', { callback: (_, message) => void (wireBytes += message.data.length) });
});
afterAll(async () => {
  await wire?.close();
  await service?.stop();
});

const put = (...args: Parameters<FileGateway['put']>) => service.put(...args);
const get = (path: string, headers: Record<string, string> = {}) => call(`${gateway.url}${path}`, token, { headers });
const named = (name: string) => ({ 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

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
    expect((await service.stored()).every((at) => /^files\/[0-9a-f-]{36}$/.test(at))).toBe(true);
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
  for (const text of await service.told()) {
    expect(text).toContain(FILE_PATH);
    expect(text).not.toMatch(/ana|silva|f[eé]rias|passwd|participant|u1/i);
  }
});

it('left no rejection that nobody handled', () => {
  expect(service.unhandled).toEqual([]);
});
