import type { OwnPostgres } from '@lethe/testing';
import { call, TestGateway, until } from '../../test/test-gateway.ts';

const REQUESTS = '/api/v2/gdpr/requests';
let gateway: TestGateway<OwnPostgres>;
let token: string;
beforeAll(async () => {
  gateway = await TestGateway.startAlone(
    {},
    {
      'gdpr.aggregator.listRequests': () => ({ requests: [], total: 0 }),
      'api.directory': () => ({ status: 200, body: {} }),
    },
  );
  token = await gateway.login();
});
afterAll(() => gateway?.stop());

/**
 * The gateway answers after 2.5 s at the latest; a busy machine adds to that, a gateway without its deadline waits for
 * ever.
 */
const BOUND_MS = 6_000;

afterEach(async () => {
  await gateway.postgres.process.signal('SIGCONT');
  await gateway.nats.signal('SIGCONT');
});

/** Status, whether it says when to try again, and whether it came in time. */
async function outcome(work: Promise<Response>): Promise<[number, boolean, boolean]> {
  const started = performance.now();
  const response = await work;
  const body = (await response.json()) as { code?: string; error?: string };
  expect(body.code ?? body.error).toBe('service.unavailable');
  return [response.status, Number(response.headers.get('retry-after')) > 0, performance.now() - started < BOUND_MS];
}
const list = () => call(`${gateway.url}${REQUESTS}`, token);
const forwarded = () => call(`${gateway.url}/api/v2/users`, token);
const logIn = () => gateway.logIn('0f7cc2ac-8a3b-4c5e-9a53-6c1e00000009', 'x');
const AWAY = [503, true, true];

it.each(['SIGKILL', 'SIGSTOP'] as const)(
  'PostgreSQL that is away (%s): 503 within 3 s, and it recovers by itself',
  async (signal) => {
    expect((await list()).status).toBe(200);
    await gateway.postgres.process.signal(signal);
    for (const attempt of [list, forwarded, logIn, list]) expect(await outcome(attempt())).toEqual(AWAY);
    const ready = await fetch(`${gateway.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      expect.objectContaining({ ready: false, database: false, nats: true, aggregator: true }),
    ]);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    if (signal === 'SIGSTOP') await gateway.postgres.process.signal('SIGCONT');
    else await gateway.postgres.process.start();
    await until(async () => (await list()).status === 200);
    await until(async () => (await fetch(`${gateway.url}/readyz`)).status === 200);
  },
  60_000,
);

it.each(['SIGKILL', 'SIGSTOP'] as const)(
  'NATS that is away (%s): 503 within 3 s, and it recovers by itself',
  async (signal) => {
    expect((await list()).status).toBe(200);
    await gateway.nats.signal(signal);
    for (const attempt of [list, forwarded]) expect(await outcome(attempt())).toEqual(AWAY);
    expect(await (await fetch(`${gateway.url}/readyz`)).json()).toMatchObject({
      ready: false,
      database: true,
      nats: false,
    });
    if (signal === 'SIGSTOP') await gateway.nats.signal('SIGCONT');
    else await gateway.nats.start();
    await until(async () => (await list()).status === 200 && (await forwarded()).status === 200);
    await until(async () => (await fetch(`${gateway.url}/readyz`)).status === 200);
  },
  60_000,
);

it('an aggregator that is away or silent: 503; a domain that is away: 503 for its paths, and the gateway stays ready', async () => {
  const { handlers } = gateway.services;
  gateway.services.handlers = { ...handlers, 'gdpr.aggregator.listRequests': () => new Promise(() => undefined) };
  expect(await outcome(list())).toEqual(AWAY);
  const { 'gdpr.directory.manifest': _, 'api.directory': __, ...without } = handlers;
  gateway.services.handlers = without;
  expect(await outcome(forwarded())).toEqual(AWAY);
  await until(async () =>
    JSON.stringify(await (await fetch(`${gateway.url}/readyz`)).json()).includes('"available":false'),
  );
  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  expect((await list()).status).toBe(200);
  gateway.services.handlers = handlers;
}, 30_000);

it('paths are unknown as long as an expected domain has never answered: 503, then 404', async () => {
  const silent = { ...gateway.services.handlers };
  const manifest = silent['gdpr.directory.manifest'];
  delete silent['gdpr.directory.manifest'];
  gateway.services.handlers = silent;
  const adding = gateway.add();
  await until(async () => gateway.gateways.length === 2);
  const url = `http://127.0.0.1:${gateway.gateways[1]?.port}`;
  expect(await outcome(call(`${url}/api/v2/users`, token))).toEqual(AWAY);
  expect(await outcome(call(`${url}/api/v2/nothing`, token))).toEqual(AWAY);
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({
    ready: false,
    aggregator: true,
    domains: [{ name: 'directory', answered: false, available: false }],
  });
  gateway.services.handlers = { ...silent, ...(manifest && { 'gdpr.directory.manifest': manifest }) };
  await adding;
  expect((await call(`${url}/api/v2/nothing`, token)).status).toBe(404);
}, 30_000);

it('before it stops, it answers that it is not ready, and ends each connection with the answer that is due on it', async () => {
  const url = await gateway.add({ LETHE_DRAIN_SECONDS: '1.5' });
  expect((await call(`${url}/healthz`)).headers.get('connection')).toBe('keep-alive');
  const stopped = gateway.gateways.pop()?.stop();
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    expect.objectContaining({ ready: false, stopping: true, database: true }),
  ]);
  const answer = await call(`${url}/api/v2/gdpr/requests`, token);
  expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
  await stopped;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
}, 30_000);

it('a graceful stop finishes what is in flight', async () => {
  gateway.services.handlers['gdpr.aggregator.listRequests'] = async () => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    return { requests: [], total: 0 };
  };
  const inFlight = list();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const stopped = gateway.gateways[0]?.stop();
  expect((await inFlight).status).toBe(200);
  await stopped;
  await expect(list()).rejects.toThrow();
}, 20_000);
