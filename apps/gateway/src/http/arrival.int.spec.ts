import { openStorage } from '@lethe/storage';
import { FakeFiles, FILE_PATH } from '../../test/fake-files.ts';
import { RawCaller } from '../../test/raw-caller.ts';
import { manifestOf, TestGateway } from '../../test/test-gateway.ts';

/**
 * Where nothing happens, the clock is three times as quick: 30 s without a byte of an upload, 5 s after an answer. The
 * 15 s of a call are real, so that a busy machine does not decide which call is slow.
 */
const QUICKER = 3;
const LIMITS_MS = [30_000, 5_000];

const files = new FakeFiles();
let gateway: TestGateway;
let headers: Record<string, string | number>;
beforeAll(async () => {
  const { setTimeout: wait } = globalThis;
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((work: () => void, ms = 0, ...more: []) =>
      wait(work, LIMITS_MS.includes(ms) ? ms / QUICKER : ms, ...more)) as typeof setTimeout);
  gateway = await TestGateway.start(
    {},
    {
      'gdpr.directory.manifest': () => manifestOf('directory', ['/api/v2/users'], [FILE_PATH]),
      'api.directory': files.answer,
    },
  );
  headers = {
    Authorization: `Bearer ${await gateway.login()}`,
    'Content-Length': 1_000,
    'Content-Type': 'application/json',
  };
});
afterAll(async () => {
  jest.restoreAllMocks();
  await gateway?.stop();
});

/** Sends a byte a second until somebody says stop or the gateway has ended the connection. */
async function drip(caller: RawCaller, seconds: number): Promise<void> {
  for (let sent = 0; sent < seconds && !caller.ended; sent += 1) {
    caller.write(' ');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Statuses that a caller gets who drips a body on this path, until the gateway ends the connection. */
async function dripped(method: string, path: string): Promise<number[]> {
  const caller = new RawCaller(gateway.url).head(method, path, headers);
  await drip(caller, 30);
  await caller.cut();
  return caller.statuses();
}

/** Statuses of a call whose JSON takes longer than the deadline of an answer, and arrives. */
async function slowJson(): Promise<number[]> {
  const caller = new RawCaller(gateway.url).head('PUT', '/api/v2/users/u', { ...headers, 'Content-Length': 6 });
  await drip(caller, 4);
  await caller.write('{}').status();
  caller.breakOff();
  return caller.statuses();
}

/** An accepted upload of 17 bytes, one a second: longer than any other call may take. */
async function slowUpload(): Promise<number> {
  const caller = new RawCaller(gateway.url).head('PUT', '/api/v2/users/u/files/slow', {
    ...headers,
    'Content-Length': 17,
  });
  await drip(caller, 17);
  const status = await caller.status();
  caller.breakOff();
  return status;
}

async function stalledUpload(): Promise<string> {
  const caller = new RawCaller(gateway.url).head('PUT', '/api/v2/users/u/files/stalled', headers).write('abc');
  await caller.status(60_000);
  await caller.cut();
  return caller.received;
}

// Side by side, because each lasts as long as its limit.
it('ends slow callers, answered or not, and lets an upload take its time as long as it moves', async () => {
  const [json, own, file, unreadable, patient, slow, stalled] = await Promise.all([
    dripped('PUT', '/api/v2/users/u'),
    dripped('POST', '/api/v2/gdpr/requests'),
    dripped('GET', '/api/v2/users/u/files/none'),
    dripped('POST', '/%zz'),
    slowJson(),
    slowUpload(),
    stalledUpload(),
  ]);
  expect([json, own, file, unreadable, patient, slow]).toEqual([[408], [408], [404], [400], [200], 201]);
  expect(stalled).toMatch(/^HTTP\/1\.1 408 .*"code":"client\.timeout"/s);
  expect(files.closed.map(({ bytes }) => bytes)).toEqual([17]);
  expect(await Array.fromAsync(openStorage({ kind: 'fs', path: gateway.storage }).list(''))).toHaveLength(1);
}, 90_000);
