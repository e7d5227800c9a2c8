import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { until } from '@lethe/testing';
import { FILE_PATH, type FakeFiles } from '../../test/fake-files.ts';
import { codeOf, FileGateway, fresh } from '../../test/file-gateway.ts';
import { RawCaller } from '../../test/raw-caller.ts';
import { call, ORGANISATION, OTHER_ORGANISATION, type TestGateway } from '../../test/test-gateway.ts';

let service: FileGateway;
let gateway: TestGateway;
let files: FakeFiles;
let token: string;
beforeAll(async () => {
  service = await FileGateway.start();
  ({ gateway, files, token } = service);
});
afterAll(() => service?.stop());
beforeEach(() => {
  files.refusal = undefined;
  files.maxBytes = 20_000_000;
});

const put = (...args: Parameters<FileGateway['put']>) => service.put(...args);
const stored = () => service.stored();
/** What arrived of a refused upload goes a moment after its answer. */
const storesAgain = (before: string[]) =>
  until('the object to go', async () => isDeepStrictEqual(await stored(), before));
const bearer = () => ({ Authorization: `Bearer ${token}` });

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
    const before = [await stored(), files.closed.length] as const;
    const caller = upload({ ...bearer(), 'Content-Length': 1_000_000 })
      .write('abc')
      .finish();
    expect(await caller.status()).toBe(400);
    await storesAgain(before[0]);
    expect(files.closed.length).toBe(before[1]);
  });

  it('is longer than it says: 400, nothing is stored', async () => {
    const before = [await stored(), files.closed.length] as const;
    const caller = upload({ ...bearer(), 'Content-Length': 3 }).write('abcdef\r\n\r\n');
    expect(await caller.status()).toBe(400);
    await caller.cut();
    await storesAgain(before[0]);
    expect([files.closed.length, caller.statuses()]).toEqual([before[1], [400]]);
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

it('logs and metrics hold the pattern of the path, no name, no query', async () => {
  for (const text of await service.told()) {
    expect(text).toContain(FILE_PATH);
    expect(text).not.toMatch(/ana|silva|f[eé]rias|passwd|participant|u1/i);
  }
});

it('left no rejection that nobody handled', () => {
  expect(service.unhandled).toEqual([]);
});
