import { endProcess, signalIfThere, STOP_POSTGRES, STOP_SERVICE } from './end-process.ts';
import { isAlive, readRecords, removeRecord } from './process-record.ts';
import { POSTGRES } from './names.ts';
import type { Home } from './home.ts';

/** Ends what an earlier supervisor of this home left behind when it was killed. Returns the names of what still ran. */
export async function reclaim(home: Home): Promise<string[]> {
  const records = readRecords(home.run);
  const left = records.filter(isAlive);
  const database = left.filter(({ name }) => name === POSTGRES);
  const others = left.filter(({ name }) => name !== POSTGRES);
  await Promise.all(others.map((record) => endProcess(record, STOP_SERVICE)));
  await Promise.all(database.map((record) => endProcess(record, STOP_POSTGRES)));
  for (const { name } of records) removeRecord(home.run, name);
  return left.map(({ name }) => name);
}

/** At once and without waiting: PostgreSQL recovers at its next start. */
export function killLeftovers(home: Home): void {
  for (const record of readRecords(home.run).filter(isAlive)) signalIfThere(record.pid, 'SIGKILL');
}
