import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@lethe/stack';
import { until } from '@lethe/testing';
import { Balancer } from './support/balancer.ts';
import { query } from './support/databases.ts';
import { holdTable } from './support/held-table.ts';
import { Http } from './support/http.ts';
import { startOwnStack } from './support/own-stack.ts';
import { SteadyLoad } from './support/steady-load.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack('it stops processes of which there have to be two');

const COPIES = { gateway: 2, aggregator: 2, conversations: 2, 'external-contacts': 2 };
const PROCESSES = Object.keys(COPIES).flatMap((name) => [name, `${name}-2`]);
/** A call or a task that nobody answers holds its request up for longer than a request may take here. */
const NOTHING_IS_LOST = { LETHE_LEASE_SECONDS: '150', LETHE_REPLY_SECONDS: '140' };
/** libs/platform, run-service.ts. */
const LIMIT_MS = 25_000;

const lines: string[] = [];
const disorder = () => lines.filter((line) => line.includes('did not stop in order') || line.includes(' ended ('));
let balancer: Balancer;
let stack: Stack;
let http: Http;

beforeAll(async () => {
  balancer = await Balancer.start();
  stack = await startOwnStack({
    copies: COPIES,
    say: (line) => lines.push(line),
    environment: { ...NOTHING_IS_LOST, LETHE_DRAIN_SECONDS: '2' },
    environmentOf: (_, environment) => ({ ...environment, LETHE_PUBLIC_URL: balancer.url }),
  });
  balancer.add(stack.apis);
  http = await Http.login({ description: { ...stack.description, api: balancer.url } });
}, 180_000);
afterAll(async () => {
  balancer?.stop();
  await stack?.stop();
}, 120_000);

/** Milliseconds from SIGTERM until the process is gone. */
async function stopped(name: string): Promise<number> {
  const before = performance.now();
  await stack.halt(name);
  return performance.now() - before;
}

describe('SIGTERM under load, behind two gateways', () => {
  it('fails no call, loses and repeats no request, and ends every process in order', async () => {
    const load = new SteadyLoad(http);
    const times: Record<string, number> = {};
    for (const name of PROCESSES) {
      await load.goesOn(1);
      times[name] = await stopped(name);
      await stack.restart(name);
    }
    await load.goesOn(1);
    await until('the sixth transfer', () => load.transfers > 5, { seconds: 60 });
    await load.stop();
    expect({ failed: balancer.failed, broken: load.broken, disorder: disorder() }).toEqual({
      failed: [],
      broken: [],
      disorder: [],
    });
    expect(Math.max(...Object.values(times))).toBeLessThan(LIMIT_MS);

    const erasures = load.accepted.filter(({ requestType }) => requestType === 'GDPR_DELETE');
    expect(erasures.length).toBeGreaterThan(5);
    const [effects] = await query(
      stack,
      'external-contacts',
      `select count(distinct task_id)::int tasks, sum((change ->> 'records')::int)::int records
      from inbox cross join jsonb_array_elements(outcome -> 'changes') change
        where change ->> 'disposition' = 'deleted' and change ->> 'recordType' = 'externalContact'`,
    );
    expect(effects).toEqual({ tasks: erasures.length, records: erasures.length });
  }, 600_000);
});

describe('a domain that is told to stop while it works', () => {
  it('hands back what takes longer than its grace, and the other process has it at once', async () => {
    await stack.halt('external-contacts-2');
    const release = await holdTable(stack, 'external-contacts', 'external_contact');
    try {
      const { id } = await http.post('GDPR_GET', { emailAddresses: ['held@example.org'] });
      const fence = async (): Promise<number> =>
        (
          await query<{ fence: number }>(
            stack,
            'aggregator',
            `select fence::int from task where request_id = '${id}' and domain = 'external-contacts'`,
          )
        )[0]?.fence ?? 0;
      await until('the task is out', async () => (await fence()) === 1, { seconds: 30 });
      await stack.restart('external-contacts-2');
      const stopping = stopped('external-contacts');
      const asked = performance.now();
      await until('the other process has it', async () => (await fence()) > 1, { seconds: 60 });
      expect(performance.now() - asked).toBeLessThan(LIMIT_MS);
      await release();
      expect((await http.ended(id)).status).toBe('COMPLETED');
      expect(await stopping).toBeLessThan(LIMIT_MS);
    } finally {
      await release();
      await stack.restart('external-contacts');
    }
  }, 120_000);
});

describe.each(['nats', 'postgres'])('SIGTERM while something is away: %s', (away) => {
  const KINDS = ['gateway', 'aggregator', 'conversations'];
  const allStopped = async (): Promise<number> => Math.max(...(await Promise.all(KINDS.map(stopped))));

  beforeAll(() => stack.halt(away), 60_000);
  afterAll(async () => {
    await stack.restart(away);
    await Promise.all(KINDS.map((name) => stack.restart(name)));
  }, 120_000);

  it('ends every process within its limit', async () => {
    expect(await allStopped()).toBeLessThan(LIMIT_MS + 2_000);
  }, 60_000);

  it('ends every process that has not started yet', async () => {
    const starting = Promise.allSettled(KINDS.map((name) => stack.restart(name)));
    // They load, and then wait for what is away: of that they tell nobody.
    await pause(2_500);
    expect(await allStopped()).toBeLessThan(LIMIT_MS);
    expect((await starting).map(({ status }) => status)).toEqual(KINDS.map(() => 'rejected'));
  }, 120_000);
});

describe('SIGTERM', () => {
  const pidOf = (name: string): number => stack.services.find((service) => service.name === name)!.pid;

  it('is taken a second time for the same', async () => {
    lines.length = 0;
    const answers = Promise.all(
      Array.from({ length: 20 }, async () => (await http.send('GET', '/api/v2/gdpr/requests')).status),
    );
    process.kill(pidOf('gateway'), 'SIGTERM');
    await pause(300);
    process.kill(pidOf('gateway'), 'SIGTERM');
    await until('the gateway has ended', () => lines.some((line) => line.startsWith('gateway ended (')), {
      seconds: 30,
    });
    expect(lines.find((line) => line.startsWith('gateway ended ('))).toMatch(/code 0/);
    expect(new Set(await answers)).toEqual(new Set([200]));
  }, 60_000);
});
