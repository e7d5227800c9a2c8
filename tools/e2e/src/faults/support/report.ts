import { appendFileSync } from 'node:fs';
import { basename } from 'node:path';
import { bySize } from '@lethe/testing';
import type { Verdict } from './audit.ts';

/**
 * One line of the table in docs/reliability.md; with it goes the file, whose lines count no more when it runs again.
 */
export interface FaultRow {
  fault: string;
  /** How often it was done. */
  injected: number;
  accepted: number;
  lost: number;
  doubled: number;
  worstRecoverySeconds: number;
}

/** Where lines are collected; without it (a test file run by itself) they are only printed. */
const FILE = process.env['LETHE_FAULTS_REPORT'];

export function record(row: FaultRow): void {
  const line = JSON.stringify({ file: basename(expect.getState().testPath ?? ''), ...row });
  process.stderr.write(`${line}\n`);
  if (FILE !== undefined) appendFileSync(FILE, `${line}\n`);
}

/**
 * The line of an audit. `recovery`, where it was measured from the healing of the fault, says more than the age of the
 * oldest request.
 */
export function recordVerdict(
  fault: string,
  injected: number,
  verdict: Verdict,
  recoverySeconds = verdict.worstSeconds,
): void {
  record({
    fault,
    injected,
    accepted: verdict.accepted,
    lost: verdict.lost.length,
    doubled: verdict.doubled.length,
    worstRecoverySeconds: recoverySeconds,
  });
}

export const expectNothingWrong = ({ lost, doubled }: Verdict): void =>
  expect({ lost: lost.slice(0, 20), doubled: doubled.slice(0, 20) }).toEqual({ lost: [], doubled: [] });

/**
 * Whether a bound of time decides: where two files share the machine, which is at size `ci`, a time is printed and no
 * more.
 */
export const IS_TIMED = bySize({ ci: false, full: true, release: true });
