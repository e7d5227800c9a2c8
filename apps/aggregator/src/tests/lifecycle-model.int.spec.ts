import { modelDatabase, type Alteration } from '../../test/model/database.ts';
import { runSeeds, type Effort } from '../../test/model/run-seeds.ts';
import { ModelSystem } from '../../test/model/system.ts';
import { OwnPostgres, testSize } from '@lethe/testing';

/** `LETHE_MODEL_SEED` repeats one seed, `LETHE_MODEL_SEEDS` says how many there are. */
const { LETHE_MODEL_SEED: seed, LETHE_MODEL_SEEDS: seeds } = process.env;
const ALL = testSize() === 'ci' ? 1_000 : 10_000;
const FIRST = Number(seed ?? 1);
const SEEDS = Number(seeds ?? (seed === undefined ? ALL : 1));

let postgres: OwnPostgres;
beforeAll(async () => (postgres = await OwnPostgres.start()));
afterAll(() => postgres?.dispose());

async function run(first: number, count: number, alteration?: Alteration, effort?: Effort) {
  const system = new ModelSystem(await modelDatabase(postgres, alteration));
  try {
    return await runSeeds(system, first, count, effort);
  } finally {
    await system.end();
  }
}

test(`${SEEDS} seeds: terminal is terminal, never COMPLETED with a domain missing, no state without a way out`, async () => {
  const since = performance.now();
  const worked = process.cpuUsage();
  const { ran, failure } = await run(FIRST, SEEDS);
  if (failure !== undefined) throw new Error(failure);
  const seconds = (performance.now() - since) / 1_000;
  const { user, system } = process.cpuUsage(worked);
  const processor = (user + system) / 1e6;
  process.stdout.write(`${ran} seeds in ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of them at work\n`);
  expect(ran).toBe(SEEDS);
}, 600_000);

/** Each guard of the statements, taken out: the model must notice, print the seed, and shrink what led there. */
const GUARDS: [guard: string, alteration: Alteration][] = [
  ['the fence of an answer', { name: 'task-record', find: ' and t.fence = r.fence', replace: '' }],
  [
    'an answer only to a task that is being worked on',
    { name: 'task-record', find: ` and t.state = 'running'`, replace: '' },
  ],
  [
    'the lease',
    {
      name: 'task-claim',
      find: 'task.due_at <= lethe_now() and lost <= 1',
      replace: 'task.due_at is not null and lost <= 1',
    },
  ],
  ['a fence that grows', { name: 'task-claim', find: 'fence = fence + 1', replace: 'fence = fence' }],
  [
    'suspects one at a time',
    { name: 'task-claim', find: 'task.due_at limit 1 for update', replace: 'task.due_at for update' },
  ],
  [
    'bounded attempts',
    {
      name: 'task-record',
      find: `when r.kind = 'failed' and t.attempts + 1 >= $2 then 'parked'`,
      replace: `when false and $2::int > 0 then 'parked'`,
    },
  ],
  [
    'every task has left the step',
    {
      name: 'advance-ready',
      find: /array_agg\(t\.state\) as states([^]*)having .*/,
      replace: `array_agg(t.state) filter (where t.state not in ('waiting', 'running')) as states$1having bool_or(t.state not in ('waiting', 'running'))`,
    },
  ],
  ['moving on', { name: 'advance-ready', find: `r.status not in ('COMPLETED', 'ERROR')`, replace: 'false' }],
  ['what was found', { name: 'task-found', find: ' || f.found', replace: ' || f.found - 0' }],
  ['a round that counts', { name: 'advance-move', find: 'round = moved.round', replace: 'round = t.round' }],
  [
    'the domains that are asked again',
    { name: 'advance-move', find: 't.domain = any(moved.domains)', replace: 'moved.domains is not null' },
  ],
  [
    'what a skipped domain carries',
    { name: 'advance-move', find: `t.state = 'skipped' and moved.asks_skipped`, replace: 'false' },
  ],
  [
    'a new step is due',
    { name: 'advance-move', find: 'lost = 0, reasons', replace: `lost = 0, fence = fence - 1, reasons` },
  ],
  [
    'the fence of an archive',
    { name: 'archive-mine', find: ' and work_fence = $2', replace: ' and $2::bigint is not null' },
  ],
  [
    'the lease of an archive',
    { name: 'archive-claim', find: 'work_due_at <= lethe_now()', replace: 'work_due_at is not null' },
  ],
  [
    'a retry makes it due',
    { name: 'retry-revive', find: 'due_at = lethe_now(), progressed_at', replace: 'due_at = null, progressed_at' },
  ],
  [
    'an erasure waits for earlier requests',
    { name: 'erase-related', find: 'r.created_at < $3', replace: 'r.created_at < $3 and false' },
  ],
];

test.each(GUARDS)(
  'goes red without %s',
  async (_guard, alteration) => {
    const { failure = 'nothing failed' } = await run(1, 4_000, alteration, { atOnce: 120, shrinkMs: 3_000 });
    // A reason of the model's own, and not an error of the statement.
    expect(failure).toMatch(/^seed \d+: Error: [A-Za-z]/);
    expect(failure).toMatch(/Counterexample: \[/);
  },
  180_000,
);
