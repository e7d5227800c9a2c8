import { modelDatabase, type Alteration } from '../testing/model/database.ts';
import { runSeeds } from '../testing/model/run-seeds.ts';
import { ModelSystem } from '../testing/model/system.ts';
import { startServers, stopServers, type Servers } from '../testing/harness.ts';

/** `LETHE_MODEL_SEED` repeats one seed, `LETHE_MODEL_SEEDS` says how many there are. */
const FIRST = Number(process.env['LETHE_MODEL_SEED'] ?? 1);
const SEEDS = Number(process.env['LETHE_MODEL_SEEDS'] ?? (process.env['LETHE_MODEL_SEED'] === undefined ? 10_000 : 1));

let servers: Servers;
let databases = 0;
beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));

async function run(first: number, count: number, alteration?: Alteration, shrinkMs?: number) {
  const system = new ModelSystem(await modelDatabase(servers.postgres, `model_${process.pid}_${databases++}`, alteration));
  try {
    const since = performance.now();
    return { ...(await runSeeds(system, first, count, shrinkMs)), seconds: (performance.now() - since) / 1_000 };
  } finally {
    await system.end();
  }
}

test(`${SEEDS} seeds: terminal is terminal, never COMPLETED with a domain missing, no state without a way out`, async () => {
  const { ran, failure, seconds } = await run(FIRST, SEEDS);
  if (failure !== undefined) throw new Error(failure);
  process.stdout.write(`${ran} seeds in ${seconds.toFixed(1)} s\n`);
  expect(ran).toBe(SEEDS);
}, 600_000);

/** Each guard of the statements, taken out: the model must notice, print the seed, and shrink what led there. */
const GUARDS: [guard: string, reason: RegExp, alteration: Alteration][] = [
  ['the fence of an answer', /outcomes is|state is/, { name: 'task-record', find: ' and t.fence = r.fence', replace: '' }],
  ['an answer only to a task that is being worked on', /changed|due in|state is|attempts is/, { name: 'task-record', find: ` and t.state = 'running'`, replace: '' }],
  ['the lease', /was claimed that was not due/, { name: 'task-claim', find: 'task.due_at <= lethe_now() and lost <= 1', replace: 'task.due_at is not null and lost <= 1' }],
  ['a fence that grows', /took the fence/, { name: 'task-claim', find: 'fence = fence + 1', replace: 'fence = fence' }],
  ['suspects one at a time', /suspects at the same time/, { name: 'task-claim', find: 'task.due_at limit 1 for update', replace: 'task.due_at for update' }],
  ['every task has left the step', /step is|status is/, {
    name: 'advance-ready', find: 'array_agg(t.state) as states', replace: `coalesce(array_agg(t.state) filter (where t.state not in ('waiting', 'running')), '{done}') as states` }],
  ['moving on', /status is|step is/, { name: 'advance-ready', find: `r.status not in ('COMPLETED', 'ERROR')`, replace: 'false' }],
  ['an end is for ever', /status is|changed/, { name: 'archive-mine', find: ` and work_due_at is not null and status not in ('COMPLETED', 'ERROR')`, replace: '' }],
  ['the fence of an archive', /status is|due in/, { name: 'archive-mine', find: ' and work_fence = $2', replace: ' and $2::bigint is not null' }],
  ['bounded attempts', /state is|attempts is|due in/, { name: 'task-record', find: `when r.kind = 'failed' and t.attempts + 1 >= $2 then 'parked'`, replace: `when false and $2::int > 0 then 'parked'` }],
  ['a retry makes it due', /due in|state is/, { name: 'retry-revive', find: 'due_at = lethe_now(), progressed_at', replace: 'due_at = null, progressed_at' }],
];

test.each(GUARDS)('goes red without %s', async (_guard, reason, alteration) => {
  const { failure = 'nothing failed' } = await run(1, 1_500, alteration, 4_000);
  expect(failure).toMatch(/^seed \d+/);
  expect(failure).toMatch(/Counterexample: \[/);
  expect(failure).toMatch(reason);
}, 180_000);
