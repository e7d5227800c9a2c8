import type { Stack } from '@lethe/stack';
import { removeRoot } from './support/altered-root.ts';
import { readArchive } from './support/archive.ts';
import { Balancer } from './support/balancer.ts';
import { query } from './support/databases.ts';
import { Http } from './support/http.ts';
import { makePerson, type Person } from './support/interactions.ts';
import { MIGRATED, NEW_COLUMN, nextVersion } from './support/next-version.ts';
import { startOwnStack } from './support/own-stack.ts';
import { SteadyLoad } from './support/steady-load.ts';
import { onOwnStack } from './support/where.ts';

const { describe } = onOwnStack(
  'it replaces the processes of a stack by those of another version; docs/operations.md has the same for containers',
);

/** Of everything that answers calls of the load: with one process, it is away while that is replaced. */
const COPIES = { gateway: 2, aggregator: 2, directory: 2, 'external-contacts': 2, dialer: 2, conversations: 2 };
const IN_FLIGHT = 10;

describe('an upgrade with data kept', () => {
  let balancer: Balancer;
  let stack: Stack;
  let http: Http;
  let next: string;
  let kept: Person[];
  let archive: string;

  beforeAll(async () => {
    next = nextVersion();
    balancer = await Balancer.start();
    stack = await startOwnStack({
      copies: COPIES,
      environment: {
        LETHE_DRAIN_SECONDS: '2',
        LETHE_LEASE_SECONDS: '150',
        LETHE_REPLY_SECONDS: '140',
      },
      environmentOf: (_, environment) => ({ ...environment, LETHE_PUBLIC_URL: balancer.url }),
    });
    balancer.add(stack.apis);
    http = await Http.login({ description: { ...stack.description, api: balancer.url } });
    kept = [];
    for (let n = 0; n < IN_FLIGHT; n++) kept.push(await makePerson(http));
    const { id } = await http.post('GDPR_EXPORT', { externalContactId: kept[0]!.contactId });
    archive = (await http.ended(id)).resultsUrl!;
  }, 400_000);
  afterAll(async () => {
    balancer?.stop();
    await stack?.stop();
    if (next) removeRoot(next);
  }, 120_000);

  it('fails no call, loses and repeats nothing: migrations under the old version, both versions side by side, one process after the other', async () => {
    const load = new SteadyLoad(http, 1);
    // One after the other: services that have just started are not what is tested here.
    const inFlight: string[] = [];
    for (const { contactId } of kept)
      inFlight.push((await http.post('GDPR_EXPORT', { externalContactId: contactId }, { name: 'in flight' })).id);
    await stack.migrate(next);
    await load.goesOn(2);
    for (const name of Object.keys(COPIES)) await stack.restart(`${name}-2`, next);
    // Old and new ask and answer each other.
    await load.goesOn(4);
    for (const { name } of stack.services)
      if (!name.endsWith('-2') && name !== 'postgres' && name !== 'nats') await stack.restart(name, next);
    await load.goesOn(2);
    await load.stop();
    for (const id of inFlight) expect((await http.ended(id)).status).toBe('COMPLETED');
    expect({ failed: balancer.failed, broken: load.broken }).toEqual({ failed: [], broken: [] });

    const erasures = load.accepted.filter(({ requestType }) => requestType === 'GDPR_DELETE');
    expect(erasures.length).toBeGreaterThan(3);
    const [effects] = await query(
      stack,
      'external-contacts',
      `select count(distinct task_id)::int tasks, sum((change ->> 'records')::int)::int records
      from inbox cross join jsonb_array_elements(outcome -> 'changes') change
        where change ->> 'disposition' = 'deleted' and change ->> 'recordType' = 'externalContact'`,
    );
    expect(effects).toEqual({ tasks: erasures.length, records: erasures.length });
  }, 600_000);

  it('has the new schema, and everything that was there before: people, archives, tokens', async () => {
    for (const [service, table] of Object.entries(MIGRATED)) {
      expect(
        await query(
          stack,
          service,
          `select column_name from information_schema.columns where table_name = '${table}' and column_name = '${NEW_COLUMN}'`,
        ),
      ).toHaveLength(1);
    }
    for (const { email } of kept) expect(await http.subjects('EMAIL', email)).toHaveLength(1);
    expect([...(await readArchive(http, archive)).keys()]).toContain('manifest.json');
  }, 60_000);

  it('migrates once, however often it is told to', async () => {
    await stack.migrate(next);
    expect(
      await query(stack, 'aggregator', `select count(*)::int n from migrations where name = 'Next1900000000000'`),
    ).toEqual([{ n: 1 }]);
  }, 60_000);
});
