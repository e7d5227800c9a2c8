import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onOwnStack } from '../support/where.ts';
import { Lethe } from '../support/lethe.ts';
import { pause } from '../support/pause.ts';
import { Connection } from './support/connection.ts';
import { Watched } from './support/watched.ts';

const { describe } = onOwnStack('it looks at the processes of the gateway and lowers its limits');

const IDLE = 10_000;
/** The gateway's own bounds (apps/gateway/src/http) with time to spare for a busy machine. */
const CLOSED_MS = 60_000;
/** How long an ordinary call may take beside all that: the API promises 3 s. */
const ORDINARY_MS = 3_000;

describe('a slow or rude client', () => {
  let system: Watched;
  let port: number;
  let host: string;
  beforeAll(async () => {
    system = await Watched.start(Lethe.alone());
    port = Number(new URL(system.http.api).port);
    host = `Host: 127.0.0.1:${port}`;
  }, 120_000);
  afterAll(() => system?.stop(), 60_000);

  const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\n${host}\r\n${more}\r\n`;
  const post = (headers: string, body = '') =>
    `POST /api/v2/users HTTP/1.1\r\n${host}\r\nAuthorization: ${system.http.authorization}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
  const open = () => Connection.open(port);

  /** What the gateway answers to bytes, and that it ends the connection. */
  async function answerTo(...pieces: string[]): Promise<string> {
    const connection = await open();
    for (const piece of pieces) connection.write(piece);
    await connection.closed(CLOSED_MS);
    return connection.received;
  }

  async function assertOrdinary(): Promise<void> {
    const began = performance.now();
    expect((await system.http.send('GET', '/api/v2/gdpr/requests?pageSize=1')).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(ORDINARY_MS);
  }

  it('that sends a byte a second is told 408 and closed, in its headers and in its body', async () => {
    const connections = await Promise.all([open(), open(), open()]);
    const texts = [
      get('/healthz', 'X-Slow: yes\r\n'),
      post('Content-Length: 5000\r\n', '{"name":"slow"}'.padEnd(5_000)),
      post('Transfer-Encoding: chunked\r\n', '1\r\n{\r\n'.repeat(1_000)),
    ];
    const bodies = texts.map((text, index) => (index === 0 ? 0 : text.indexOf('\r\n\r\n') + 4));
    connections.forEach((connection, index) => connection.write(texts[index]!.slice(0, bodies[index])));
    const drip = setInterval(
      () => connections.forEach((connection, index) => connection.write(texts[index]!.charAt(bodies[index]!++))),
      1_000,
    );
    await assertOrdinary();
    await Promise.all(connections.map((connection) => connection.closed(CLOSED_MS)));
    clearInterval(drip);
    for (const { received } of connections) expect(received).toMatch(/^HTTP\/1\.1 408 .*"code":"client\.timeout"/s);
  });

  it.each([
    ['a header of 200 kB', () => get('/healthz', `X-Large: ${'x'.repeat(200_000)}\r\n`), 400],
    ['20,000 headers', () => get('/healthz', 'X-Many: y\r\n'.repeat(20_000)), 400],
    ['a URL of 200 kB', () => get(`/api/v2/users?x=${'x'.repeat(200_000)}`), 400],
    [
      'both Content-Length and Transfer-Encoding',
      () => post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      400,
    ],
    ['two different Content-Lengths', () => post('Content-Length: 4\r\nContent-Length: 5\r\n', '{}   '), 400],
    ['a Content-Length below zero', () => post('Content-Length: -1\r\n', '{}'), 400],
    ['a Content-Length that is no number', () => post('Content-Length: 0x10\r\n', '{}'), 400],
    ['an unknown Transfer-Encoding', () => post('Transfer-Encoding: chunked, identity\r\n', '{}'), 400],
    ['a chunk whose size is no number', () => post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n'), 400],
    ['a space before the colon of a header', () => post('Content-Length : 2\r\n', '{}'), 400],
    ['a folded header', () => get('/healthz', 'X-Folded: a\r\n b\r\nConnection: close\r\n'), 400],
    ['bare line feeds', () => `GET /healthz HTTP/1.1\n${host}\n\n`, 400],
    ['no Host', () => 'GET /healthz HTTP/1.1\r\n\r\n', 400],
    ['HTTP/3.7', () => 'GET /healthz HTTP/3.7\r\n\r\n', 400],
    ['what is no HTTP', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
    ['an unknown method', () => 'BREW /healthz HTTP/1.1\r\n\r\n', 400],
    ['TRACE', () => `TRACE /api/v2/users HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`, 401],
    ['garbage behind a whole request', () => `${get('/healthz')}\x00\x01garbage\r\n\r\n`, 400],
  ])('that sends %s is answered and closed', async (_, bytes, status) => {
    const received = await answerTo(bytes());
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(received).not.toMatch(/HTTP\/1\.1 5\d\d/);
  });

  it('that asks for a tunnel or another protocol gets none', async () => {
    expect(await answerTo(`CONNECT 127.0.0.1:1 HTTP/1.1\r\n${host}\r\n\r\n`)).not.toMatch(/^HTTP\/1\.1 [25]/);
    expect(await answerTo(get('/healthz', 'Connection: upgrade, close\r\nUpgrade: websocket\r\n'))).not.toMatch(
      /^HTTP\/1\.1 (?:101|5)/,
    );
  });

  it('that sends less than it announced is told so, and one that sends more has one request', async () => {
    const short = await open();
    short.write(post('Content-Length: 500\r\n', '{"name":'));
    short.end();
    await short.closed(CLOSED_MS);
    expect(short.received).not.toMatch(/HTTP\/1\.1 [25]/);
    const more = await answerTo(post('Content-Length: 2\r\n', '{}GET /admin HTTP/1.1\r\n\r\n'));
    expect(more.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 400']);
  });

  it('that resets connections in the middle of uploads, answers and half-closed ones harms nobody', async () => {
    for (let round = 0; round < 200; round++) {
      const connection = await open();
      const kind = round % 4;
      connection.write(
        kind === 0
          ? post('Content-Length: 100000\r\n', 'x'.repeat(50_000))
          : kind === 1
            ? get('/docs')
            : kind === 2
              ? get('/openapi.json').repeat(20)
              : get('/healthz'),
      );
      if (kind === 3) connection.end();
      if (kind !== 3) connection.reset();
      if (kind === 3) await connection.closed(CLOSED_MS);
    }
    await assertOrdinary();
  });

  it(`with ${IDLE} idle connections holds nobody up, and loses them`, async () => {
    const crowd = fork(crowdProgram(system.lethe.home), [String(port), String(IDLE)], { execArgv: [] });
    try {
      const [opened] = (await once(crowd, 'message')) as [{ opened: number; refused: number; reason?: string }];
      expect(opened).toEqual({ opened: IDLE, refused: 0 });
      for (let times = 0; times < 10; times++) await assertOrdinary();
      const closing = Promise.race([once(crowd, 'message'), pause(CLOSED_MS).then(() => ['still open'])]);
      expect(await closing).toMatchObject([{ left: 0 }]);
    } finally {
      crowd.kill('SIGKILL');
    }
  });

  it('that takes every file descriptor does not end the gateway', async () => {
    const gateway = String((await system.lethe.pids())['gateway']);
    // As the user that it runs as: not every root may change the limits of others.
    const { uid, gid } = statSync(`/proc/${gateway}`);
    const prlimit = (...args: string[]) =>
      execFileSync('prlimit', ['--pid', gateway, ...args], { uid, gid, encoding: 'utf8' }).trim();
    const limit = (soft: string) => prlimit(`--nofile=${soft}:`);
    const before = prlimit('--nofile', '--output', 'SOFT', '--noheadings');
    limit('150');
    const connections = await Promise.all(Array.from({ length: 400 }, () => open().catch(() => undefined)));
    await pause(2_000);
    limit(before);
    for (const connection of connections) connection?.reset();
    await pause(500);
    await assertOrdinary();
  });

  it('leaves the system whole', () => system.assertUnharmed());
});

/** In a process of its own, which has as many file descriptors of its own. */
function crowdProgram(folder: string): string {
  const path = join(folder, 'crowd.cjs');
  writeFileSync(
    path,
    `
const net = require('node:net');
const [port, wanted] = process.argv.slice(2).map(Number);
let opened = 0, refused = 0, left = 0;
const more = () => {
  if (opened + refused === wanted) return process.send({ opened, refused });
  const socket = net.connect(port, '127.0.0.1', () => { opened++; left++; more(); });
  socket.on('error', () => { if (socket.connecting || !socket.readyState) refused++; });
  socket.on('data', () => undefined);
  socket.on('close', () => { left--; if (left === 0) process.send({ left }); });
};
more();
`,
  );
  return path;
}
