import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess } from './end-process.ts';
import { isAlive, readRecord, recordOf, type ProcessRecord } from './process-record.ts';
import { StackError } from './stack-error.ts';
import type { Home } from './home.ts';

/**
 * Who supervises a home. `parent` is npm: a supervisor whose npm was killed stops by itself within moments (see
 * main.ts).
 */
interface Holder extends ProcessRecord {
  parent?: ProcessRecord;
}

const STOPS_ALONE_WITHIN_MS = 15_000;

/** The running supervisor of this home, if there is one. */
export function supervisorOf(home: Home): Holder | undefined {
  const holder = readRecord(lockOf(home)) as Holder | undefined;
  return holder && isAlive(holder) ? holder : undefined;
}

/** One supervisor per home. Returns the function that gives the lock back. */
export async function lockHome(home: Home, parent?: ProcessRecord): Promise<() => void> {
  const holder = supervisorOf(home);
  if (holder) await waitForOrphan(home, holder);
  rmSync(lockOf(home), { force: true });
  write(home, parent);
  return () => rmSync(lockOf(home), { force: true });
}

async function waitForOrphan(home: Home, holder: Holder): Promise<void> {
  const orphaned = holder.pid !== process.pid && holder.parent !== undefined && !isAlive(holder.parent);
  if (!orphaned) throw new StackError(alreadyRuns(home, holder.pid));
  const deadline = Date.now() + STOPS_ALONE_WITHIN_MS;
  while (isAlive(holder) && Date.now() < deadline) await pause(100);
  await endProcess(holder, [{ signal: 'SIGKILL', waitMs: 2_000 }]);
}

function write(home: Home, parent: ProcessRecord | undefined): void {
  const holder: Holder = { ...recordOf('supervisor', process.pid), parent };
  try {
    const file = openSync(lockOf(home), 'wx', 0o600);
    writeSync(file, JSON.stringify(holder));
    closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new StackError(alreadyRuns(home, supervisorOf(home)?.pid));
  }
}

const alreadyRuns = (home: Home, pid: number | undefined): string =>
  `Lethe already runs in ${home.path} (pid ${pid ?? 'unknown'}). Stop it with Ctrl-C there or \`kill ${pid ?? '<pid>'}\`, or start a second one beside it: LETHE_HOME=<folder> LETHE_PORT=<port> npm start`;

const lockOf = (home: Home): string => join(home.path, 'supervisor.lock');
