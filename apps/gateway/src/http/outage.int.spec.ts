import { sideBySide, until, type OwnPostgres, type TestPostgres } from '@lethe/testing';
import { call, TestGateway } from '../../test/test-gateway.ts';

const REQUESTS = '/api/v2/gdpr/requests';
const HANDLERS = {
  'gdpr.aggregator.listRequests': () => ({ requests: [], total: 0 }),
  'api.directory': () => ({ status: 200, body: {} }),
};

/**
 * The gateway answers after 2.5 s at the latest; a busy machine adds to that, a gateway without its deadline waits for
 * ever.
 */
const BOUND_MS = 6_000;

/** Status, whether it says when to try again, and whether it came in time. */
async function outcome(work: Promise<Response>): Promise<[number, boolean, boolean]> {
  const started = performance.now();
  const response = await work;
  const body = (await response.json()) as { code?: string; error?: string };
  expect(body.code ?? body.error).toBe('service.unavailable');
  return [response.status, Number(response.headers.get('retry-after')) > 0, performance.now() - started < BOUND_MS];
}
const AWAY = [503, true, true];

/** A gateway and its calls. */
class Caller<Postgres extends TestPostgres> {
  private constructor(
    readonly gateway: TestGateway<Postgres>,
    readonly token: string,
  ) {}

  static async of<Postgres extends TestPostgres>(starting: Promise<TestGateway<Postgres>>): Promise<Caller<Postgres>> {
    const gateway = await starting;
    return new Caller(gateway, await gateway.login());
  }

  list = () => call(`${this.gateway.url}${REQUESTS}`, this.token);
  forwarded = () => call(`${this.gateway.url}/api/v2/users`, this.token);
  logIn = () => this.gateway.logIn('0f7cc2ac-8a3b-4c5e-9a53-6c1e00000009', 'x');
  ready = () => fetch(`${this.gateway.url}/readyz`);
}
const start = () => Caller.of(TestGateway.start({}, HANDLERS));

async function postgresIsAway(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
  const caller = await Caller.of<OwnPostgres>(TestGateway.startAlone({}, HANDLERS));
  const { gateway, list, forwarded, logIn, ready } = caller;
  expect((await list()).status).toBe(200);
  await gateway.postgres.process.signal(signal);
  for (const attempt of [list, forwarded, logIn, list]) expect(await outcome(attempt())).toEqual(AWAY);
  const answer = await ready();
  expect([answer.status, await answer.json()]).toEqual([
    503,
    expect.objectContaining({ ready: false, database: false, nats: true, aggregator: true }),
  ]);
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  if (signal === 'SIGSTOP') await gateway.postgres.process.signal('SIGCONT');
  else await gateway.postgres.process.start();
  await until('answers', async () => (await list()).status === 200);
  await until('readiness', async () => (await ready()).status === 200);
  await gateway.stop();
}

async function natsIsAway(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
  const { gateway, list, forwarded, ready } = await start();
  expect((await list()).status).toBe(200);
  await gateway.nats.signal(signal);
  for (const attempt of [list, forwarded]) expect(await outcome(attempt())).toEqual(AWAY);
  expect(await (await ready()).json()).toMatchObject({ ready: false, database: true, nats: false });
  if (signal === 'SIGSTOP') await gateway.nats.signal('SIGCONT');
  else await gateway.nats.start();
  await until('answers', async () => (await list()).status === 200 && (await forwarded()).status === 200);
  await until('readiness', async () => (await ready()).status === 200);
  await gateway.stop();
}

async function aggregatorOrDomainIsAway(): Promise<void> {
  const { gateway, list, forwarded, ready } = await start();
  const { handlers } = gateway.services;
  gateway.services.handlers = { ...handlers, 'gdpr.aggregator.listRequests': () => new Promise(() => undefined) };
  expect(await outcome(list())).toEqual(AWAY);
  const { 'gdpr.directory.manifest': _, 'api.directory': __, ...without } = handlers;
  gateway.services.handlers = without;
  expect(await outcome(forwarded())).toEqual(AWAY);
  await until('the notice that a domain is away', async () =>
    (await (await ready()).text()).includes('"available":false'),
  );
  expect((await ready()).status).toBe(200);
  expect((await list()).status).toBe(200);
  await gateway.stop();
}

async function domainNeverAnswered(): Promise<void> {
  const { gateway, token } = await start();
  const silent = { ...gateway.services.handlers };
  const manifest = silent['gdpr.directory.manifest'];
  delete silent['gdpr.directory.manifest'];
  gateway.services.handlers = silent;
  const adding = gateway.add();
  await until('the second gateway', () => gateway.gateways.length === 2);
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
  await gateway.stop();
}

sideBySide(
  {
    'PostgreSQL that is away (SIGKILL): 503 within 3 s, and it recovers by itself': () => postgresIsAway('SIGKILL'),
    'PostgreSQL that is away (SIGSTOP): 503 within 3 s, and it recovers by itself': () => postgresIsAway('SIGSTOP'),
    'NATS that is away (SIGKILL): 503 within 3 s, and it recovers by itself': () => natsIsAway('SIGKILL'),
    'NATS that is away (SIGSTOP): 503 within 3 s, and it recovers by itself': () => natsIsAway('SIGSTOP'),
    'an aggregator that is away or silent: 503; a domain that is away: 503 for its paths, and the gateway stays ready':
      aggregatorOrDomainIsAway,
    'paths are unknown as long as an expected domain has never answered: 503, then 404': domainNeverAnswered,
  },
  90_000,
);

it('before it stops, it answers that it is not ready, and ends each connection with the answer that is due on it', async () => {
  const { gateway, token } = await start();
  const url = await gateway.add({ LETHE_DRAIN_SECONDS: '3' });
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
  await gateway.stop();
}, 60_000);

it('a graceful stop finishes what is in flight', async () => {
  const { gateway, list } = await start();
  const answered = Promise.withResolvers<object>();
  gateway.services.handlers['gdpr.aggregator.listRequests'] = () => answered.promise;
  const inFlight = list();
  await until('a call', () => gateway.services.of('gdpr.aggregator.listRequests').length > 0);
  const stopped = gateway.gateways[0]?.stop();
  answered.resolve({ requests: [], total: 0 });
  expect((await inFlight).status).toBe(200);
  await stopped;
  await expect(list()).rejects.toThrow();
  await gateway.stop();
}, 60_000);
