import { childrenOf, readProc } from './proc.ts';
import type { Watched } from './cpu.ts';

const KIB_IN_MB = 1024 / 1e6;

/**
 * MB by process and of all, children counted in. What processes share counts once, each with its part (`Pss`); where
 * the system does not say that, all of it counts in each (`VmRSS`).
 */
export function memoryOf(watched: readonly Watched[], without: ReadonlySet<number>): Record<string, number> {
  const used = Object.fromEntries(
    watched.map(({ name, pid }) => [
      name,
      [pid, ...childrenOf(pid).filter((child) => !without.has(child))].reduce((sum, one) => sum + megabytes(one), 0),
    ]),
  );
  return { ...used, all: Object.values(used).reduce((sum, one) => sum + one, 0) };
}

function megabytes(pid: number): number {
  const shared = /^Pss:\s+(\d+) kB/m.exec(readProc(pid, 'smaps_rollup'))?.[1];
  const resident = shared ?? /^VmRSS:\s+(\d+) kB/m.exec(readProc(pid, 'status'))?.[1] ?? '0';
  return Number(resident) * KIB_IN_MB;
}
