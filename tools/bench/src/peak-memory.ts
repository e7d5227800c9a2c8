import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Peak resident memory of processes, as Linux keeps it (`VmHWM`), in MB. Lower bound of nothing: what was shared counts in each. */
export class PeakMemory {
  constructor(private readonly processes: readonly { name: string; pid: number }[]) {}

  /** Forgets earlier peaks where the system allows it; where not, peaks count from the start of the process. */
  reset(): void {
    for (const { pid } of this.all()) {
      try {
        writeFileSync(`/proc/${pid}/clear_refs`, '5');
      } catch {
        // Another user's process: its peak is that of its whole life.
      }
    }
  }

  /** The largest process of each name. */
  read(): Map<string, number> {
    const peaks = new Map<string, number>();
    for (const { name, pid } of this.all()) peaks.set(name, Math.max(peaks.get(name) ?? 0, peakOf(pid)));
    return peaks;
  }

  /** With their children: PostgreSQL is one process per connection. */
  private all(): { name: string; pid: number }[] {
    const parents = new Map(this.processes.map(({ name, pid }) => [pid, name]));
    const children = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).flatMap((entry) => {
      const name = parents.get(parentOf(entry));
      return name === undefined ? [] : [{ name, pid: Number(entry) }];
    });
    return [...this.processes, ...children];
  }
}

const MB = 1_000_000;

export function peakOf(pid: number): number {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+) kB/m.exec(statusOf(pid)) ?? [];
  return (Number(kibibytes) * 1024) / MB;
}

const parentOf = (pid: string): number => Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);

/** A process may have ended meanwhile. */
function statusOf(pid: number | string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
