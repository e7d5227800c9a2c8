import type { GdprStalledWork, Listing } from '@lethe/contracts';
import { bySize, until } from '@lethe/testing';
import { pause } from '../support/pause.ts';
import { alteredRoot, removeRoot } from '../support/altered-root.ts';
import { created } from '../support/interactions.ts';
import { audit } from './support/audit.ts';
import { Chance } from './support/chance.ts';
import { FaultStack } from './support/fault-stack.ts';
import { HeldWork } from './support/held-work.ts';
import { Ledger } from './support/ledger.ts';
import { expectNothingWrong, IS_TIMED, record, recordVerdict } from './support/report.ts';

const ROUNDS = bySize({ ci: 1, full: 4, release: 10 });
/** Requests in each round. */
const AT_ONCE = 6;
/** From the issue of a task to its worker's death, in ms: the lease is extended meanwhile. */
const WORKED = { least: 0, most: 6_000 };
const WORST_SECONDS = 30;
const MEDIAN_SECONDS = 15;

/** Who dies with the work; the one that is halted before takes no part in it and is back when the other dies. */
const ALL_DEATHS: { who: string; halted?: string; victims: string[] }[] = [
  { who: 'one aggregator of two', halted: 'aggregator-2', victims: ['aggregator'] },
  { who: 'both aggregators', victims: ['aggregator', 'aggregator-2'] },
  { who: 'both processes of a domain', victims: ['dialer', 'dialer-2'] },
];
const DEATHS = bySize({ ci: ALL_DEATHS.slice(0, 1), full: ALL_DEATHS, release: ALL_DEATHS });

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

describe('work whose worker is killed', () => {
  let stack: FaultStack;
  beforeAll(async () => {
    stack = await FaultStack.start();
  }, 300_000);
  afterAll(() => stack?.stop(), 60_000);

  it(
    `is dispatched again within ${WORST_SECONDS} s, median ${MEDIAN_SECONDS}, and done once`,
    async () => {
      const ledger = await Ledger.create(stack, { people: ROUNDS * DEATHS.length * AT_ONCE, types: ['GDPR_DELETE'] });
      const people = ledger.population.filter(({ type }) => type !== undefined);
      const chance = new Chance();
      const all: number[] = [];
      for (const { who, halted, victims } of Array.from({ length: ROUNDS }, () => DEATHS).flat()) {
        if (halted !== undefined) await stack.halt(halted);
        const held = await HeldWork.lock(stack, 'dialer', 'dialer_contact');
        try {
          for (const person of people.splice(0, AT_ONCE)) await ledger.post(person);
          await held.underWay(AT_ONCE);
          if (halted !== undefined) await stack.restart(halted);
          await pause(chance.between(WORKED.least, WORKED.most));
          const orphans = await held.underWay(AT_ONCE);
          for (const victim of victims) expect(stack.kill(victim)).toBe(true);
          const seconds = await held.sentAgain(orphans, performance.now(), 2 * WORST_SECONDS);
          process.stderr.write(`${who}: ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s\n`);
          all.push(...seconds);
        } finally {
          await held.release();
        }
        await until('the end of the round', async () => (await ledger.unfinished()) === 0, { seconds: 120 });
      }
      const verdict = await audit(ledger);
      const injected = ROUNDS * DEATHS.reduce((sum, { victims }) => sum + victims.length, 0);
      recordVerdict('kill -9 of whoever has work', injected, verdict, Math.max(...all));
      process.stderr.write(
        `seed ${chance.seed}, ${injected} kills, ${all.length} orphans: median ${median(all).toFixed(1)} s, worst ${Math.max(...all).toFixed(1)} s\n`,
      );
      expectNothingWrong(verdict);
      if (!IS_TIMED) return;
      expect(Math.max(...all)).toBeLessThan(WORST_SECONDS);
      expect(median(all)).toBeLessThanOrEqual(MEDIAN_SECONDS);
    },
    bySize({ ci: 900_000, full: 900_000, release: 3_600_000 }),
  );
});

/** The dialer dies of one person, at once and without a word. */
const DEADLY = 'deadly@poison.example';
const dying = () =>
  alteredRoot([
    {
      file: 'libs/domain-kit/dist/run-tasks.js',
      find: 'async function runBatch(engine, verb, tasks) {',
      replace: `async function runBatch(engine, verb, tasks) {
      if (engine.name === 'dialer' && JSON.stringify(tasks).includes('${DEADLY}')) process.kill(process.pid, 'SIGKILL');`,
    },
  ]);

describe('a task that kills its domain each time', () => {
  let root: string;
  let stack: FaultStack;
  beforeAll(async () => {
    root = dying();
    stack = await FaultStack.start({
      root,
      environment: { LETHE_TASK_ATTEMPTS: '3', LETHE_LEASE_SECONDS: '6', LETHE_REPLY_SECONDS: '5' },
    });
  }, 300_000);
  afterAll(async () => {
    await stack?.stop();
    removeRoot(root);
  }, 60_000);

  it('is listed with the reason, then parked; its request ends in ERROR and all others, which die with it at first, are done once', async () => {
    const ledger = await Ledger.create(stack, { people: bySize({ ci: 20, full: 100, release: 100 }) });
    const { http } = ledger;
    const { id } = await created(http, '/api/v2/externalcontacts/contacts', {
      firstName: 'Person',
      lastName: 'Deadly',
      workEmail: DEADLY,
    });
    const deadly = (await http.post('GDPR_EXPORT', { externalContactId: id })).id;
    const since = performance.now();
    const listed: GdprStalledWork[] = [];
    const watching = until(
      'the end of the deadly request',
      async () => {
        const answer = await http.send<Listing<GdprStalledWork>>('GET', '/api/v2/gdpr/stalled');
        if (answer.status === 200) listed.push(...answer.body.entities.filter(({ requestId }) => requestId === deadly));
        return ['COMPLETED', 'ERROR'].includes((await http.request(deadly)).status);
      },
      { seconds: 300 },
    );
    await Promise.all([ledger.postAll(), watching]);
    const seconds = (performance.now() - since) / 1_000;
    expect((await http.request(deadly)).status).toBe('ERROR');
    const tasks = (await http.tasks(deadly)).entities;
    expect(tasks.find(({ domain }) => domain === 'dialer')).toMatchObject({
      state: 'parked',
      attempts: 3,
      reasons: [{ code: 'no.reply' }],
    });
    for (const { domain, state } of tasks)
      if (domain !== 'dialer') expect([domain, state]).toEqual([domain, expect.stringMatching(/done|skipped/)]);
    expect(listed.map(({ domain }) => domain)).toContain('dialer');
    expect(new Set(listed.map(({ reason }) => reason.code)).size).toBeGreaterThan(0);
    const verdict = await audit(ledger);
    record({
      fault: 'a task that kills its domain',
      injected: 1,
      accepted: verdict.accepted,
      lost: verdict.lost.length,
      doubled: verdict.doubled.length,
      worstRecoverySeconds: seconds,
    });
    expectNothingWrong(verdict);
  }, 600_000);
});
