import { until } from '@lethe/testing';
import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

/** Far longer than any of this takes: whatever waits for a lease is late. */
const PATIENT = { LETHE_LEASE_SECONDS: '120', LETHE_REPLY_SECONDS: '100' };
const GRACE_MS = 500;

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

const subject = (n: number) => ({ emailAddresses: [`person${n}@x.example`] });

describe('an aggregator that is told to stop', () => {
  test('records what is answered within its grace', async () => {
    harness = await Harness.start(servers, { one: {} }, PATIENT);
    harness.domain('one').answer = () => new Promise((resolve) => setTimeout(() => resolve({}), 150));
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        harness.create({
          requestType: 'GDPR_UPDATE',
          subject: subject(n),
          replacementTerms: [{ type: 'NAME', existingValue: 'a', updatedValue: 'b' }],
        }),
      ),
    );
    await until('all are out', async () => harness.domain('one').tasks('locate').length === made.length);
    await harness.aggregators.splice(0)[0]!.stop(5_000);
    expect(await harness.sql(`select count(*)::int as running from task where state = 'running'`)).toEqual([
      { running: 0 },
    ]);
  });

  test('gives back what is not: another one has it at once', async () => {
    harness = await Harness.start(servers, { one: {} }, PATIENT);
    let slow = true;
    harness.domain('one').answer = () => (slow ? 'silence' : {});
    const made = await Promise.all(
      Array.from({ length: 5 }, (_, n) => harness.create({ requestType: 'GDPR_GET', subject: subject(n) })),
    );
    await until('all are out', () => harness.domain('one').tasks('locate').length === made.length);
    await harness.startAggregator();
    slow = false;
    await harness.aggregators.splice(0, 1)[0]!.stop(GRACE_MS);
    for (const { request } of made) await harness.reaches(request.id, 'COMPLETED');
    expect(
      harness
        .domain('one')
        .tasks('locate')
        .map(({ fence }) => fence)
        .sort(),
    ).toEqual([...made.map(() => 1), ...made.map(() => 2)]);
  });
});
