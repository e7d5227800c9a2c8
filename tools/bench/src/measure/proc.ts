import { readFileSync } from 'node:fs';

/** What Linux says of a process; empty when it has ended. */
export function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** PostgreSQL is one process per session. */
export const childrenOf = (pid: number): number[] =>
  readProc(pid, `task/${pid}/children`)
    .split(' ')
    .filter((text) => text !== '')
    .map(Number);
