import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, type ProcessRecord } from './process-record.ts';

export interface StopStep {
  signal: NodeJS.Signals;
  /** How long the process may take before the next, harder signal. */
  waitMs: number;
}

/** A service ends on SIGTERM within 25 s (libs/platform, run-service.ts); one that does not is killed. */
export const STOP_SERVICE: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMs: 28_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
];

/** nats-server ends in order on both signals; it says so by its code on SIGINT, while SIGTERM ends with 1. */
export const STOP_NATS: readonly StopStep[] = [
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
];

/**
 * postgres(1): SIGINT is the fast shutdown (ends sessions, writes a checkpoint), SIGQUIT the immediate one (recovers at
 * the next start).
 */
export const STOP_POSTGRES: readonly StopStep[] = [
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
];

/** Ends exactly this process; does nothing when its pid belongs to another one by now. */
export async function endProcess(record: ProcessRecord, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, waitMs } of steps) {
    if (!isAlive(record)) return;
    signalIfThere(record.pid, signal);
    const deadline = Date.now() + waitMs;
    while (isAlive(record) && Date.now() < deadline) await pause(25);
  }
}

export function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
