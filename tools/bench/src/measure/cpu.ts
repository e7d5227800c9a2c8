import { childrenOf, readProc } from './proc.ts';

/** A process that is watched with all that it forks. */
export interface Watched {
  name: string;
  pid: number;
}

interface Used {
  name: string;
  /** Milliseconds of CPU, by process. */
  own: Map<number, { label: string; ms: number }>;
  /** Of children that have ended. */
  reaped: number;
}

/** What processes have used until now, by name. */
export type CpuMark = Used[];

/** Linux counts in hundredths of a second for programs. */
const TICK_MS = 10;

/** `without`: processes whose work is not counted, such as the sessions of the bench at PostgreSQL. */
export function markCpu(watched: readonly Watched[], without: ReadonlySet<number> = new Set()): CpuMark {
  return watched.map(({ name, pid }) => {
    const own = new Map<number, { label: string; ms: number }>();
    const parent = statOf(pid);
    own.set(pid, { label: name, ms: parent?.own ?? 0 });
    for (const child of childrenOf(pid)) {
      const stat = without.has(child) ? undefined : statOf(child);
      if (stat !== undefined) own.set(child, { label: labelOf(name, child), ms: stat.own });
    }
    return { name, own, reaped: parent?.reaped ?? 0 };
  });
}

/**
 * Milliseconds of CPU between two marks. PostgreSQL is told apart by database; what its sessions used that ended in
 * between counts under its own name.
 */
export function cpuBetween(before: CpuMark, after: CpuMark): Map<string, number> {
  const used = new Map<string, number>();
  const add = (label: string, ms: number) => used.set(label, (used.get(label) ?? 0) + ms);
  for (const end of after) {
    const begin = before.find(({ name }) => name === end.name);
    add(end.name, end.reaped - (begin?.reaped ?? 0));
    for (const [pid, { label, ms }] of end.own) add(label, ms - (begin?.own.get(pid)?.ms ?? 0));
    for (const [pid, { ms }] of begin?.own ?? []) if (!end.own.has(pid)) add(end.name, -ms);
  }
  return used;
}

/** User and system time of a process, and of its children that it has waited for. */
function statOf(pid: number): { own: number; reaped: number } | undefined {
  const text = readProc(pid, 'stat');
  if (text === '') return undefined;
  // The name of the program is in brackets and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
  return { own: (user! + system!) * TICK_MS, reaped: (childUser! + childSystem!) * TICK_MS };
}

/** `postgres: ROLE DATABASE ADDRESS ...` is what a session calls itself. */
function labelOf(parent: string, pid: number): string {
  const database = /^postgres: \S+ (\S+) \d+\.\d+\.\d+\.\d+\(/.exec(readProc(pid, 'cmdline'))?.[1];
  return database === undefined ? parent : `${parent} ${database}`;
}
