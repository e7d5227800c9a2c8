import { execFileSync } from 'node:child_process';
import type { Stack } from '@lethe/stack';

/** As of now: a process that was started again has another pid; 0 while it is down. */
export function pidOf({ services }: Pick<Stack, 'services'>, name: string): number {
  const found = services.find((process) => process.name === name);
  if (found === undefined) throw new Error(`there is no process ${name}`);
  return found.pid;
}

/** Stops a process of the stack where it is, and with a postmaster its backends. Returns what lets it go on. */
export function freeze(name: string, pid: number): () => void {
  const pids = name === 'postgres' ? [pid, ...childrenOf(pid)] : [pid];
  for (const each of pids) signal(each, 'SIGSTOP');
  return () => {
    for (const each of pids) signal(each, 'SIGCONT');
  };
}

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

/** False when there is no such process, or none just now (0). */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}
