import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Resident memory of processes in MB: now (`VmRSS`) and the peak that Linux keeps (`VmHWM`). What processes share
 * counts in each.
 */
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

  /** The peak of the largest process of each name. */
  read(): Map<string, number> {
    return this.largest(peakOf);
  }

  now(): Map<string, number> {
    return this.largest((pid) => megabytes(pid, 'VmRSS'));
  }

  private largest(memoryOf: (pid: number) => number): Map<string, number> {
    const largest = new Map<string, number>();
    for (const { name, pid } of this.all()) largest.set(name, Math.max(largest.get(name) ?? 0, memoryOf(pid)));
    return largest;
  }

  /** With their children: PostgreSQL is one process per connection. */
  private all(): { name: string; pid: number }[] {
    const parents = new Map(this.processes.map(({ name, pid }) => [pid, name]));
    const children = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((entry) => {
        const name = parents.get(parentOf(entry));
        return name === undefined ? [] : [{ name, pid: Number(entry) }];
      });
    return [...this.processes, ...children];
  }
}

const MB = 1_000_000;

export const peakOf = (pid: number): number => megabytes(pid, 'VmHWM');

function megabytes(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const [, kibibytes = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(statusOf(pid)) ?? [];
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
