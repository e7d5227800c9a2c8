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

async function run(first: number, count: number, alteration?: Alteration) {
  const system = new ModelSystem(await modelDatabase(servers.postgres, `model_${process.pid}_${databases++}`, alteration));
  try {
    const since = performance.now();
    return { ...(await runSeeds(system, first, count)), seconds: (performance.now() - since) / 1_000 };
  } finally {
    await system.end();
  }
}

test(`${SEEDS} seeds: terminal is terminal, never COMPLETED with a domain missing, no state without a way out`, async () => {
  const { ran, failure, seconds } = await run(FIRST, SEEDS);
  if (failure !== undefined) throw new Error(failure);
  process.stdout.write(`${ran} seeds in ${seconds.toFixed(1)} s ${JSON.stringify(process.cpuUsage())}\n`);
  expect(ran).toBe(SEEDS);
}, 600_000);
