import { setTimeout as pause } from 'node:timers/promises';
import { startStack, type Stack } from '@lethe/stack';
import { Balancer } from './support/balancer.ts';
import { query } from './support/databases.ts';
import { GENEROUS } from './support/embedded-system.ts';
import { folder } from './support/folder.ts';
import { Http } from './support/http.ts';
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
  stack = await startStack({
    home: `${folder()}/lethe`, port: 0, demoPeople: false, copies: COPIES, say: (line) => lines.push(line),
    env: { PATH: process.env['PATH'], ...GENEROUS, ...NOTHING_IS_LOST, LETHE_DRAIN_SECONDS: '2' },
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
      await pause(1_500);
      times[name] = await stopped(name);
      await stack.restart(name);
    }
    await pause(1_500);
    await load.stop();
    expect({ failed: balancer.failed, broken: load.broken, disorder: disorder() }).toEqual({ failed: [], broken: [], disorder: [] });
    expect(Math.max(...Object.values(times))).toBeLessThan(LIMIT_MS);

    const erasures = load.accepted.filter(({ requestType }) => requestType === 'GDPR_DELETE');
    expect([erasures.length > 5, load.transfers > 5]).toEqual([true, true]);
    const [effects] = await query(stack, 'external-contacts', `select count(distinct task_id)::int tasks, sum((change ->> 'records')::int)::int records
      from inbox cross join jsonb_array_elements(outcome -> 'changes') change where change ->> 'disposition' = 'deleted' and change ->> 'recordType' = 'externalContact'`);
    expect(effects).toEqual({ tasks: erasures.length, records: erasures.length });
  }, 600_000);
});
