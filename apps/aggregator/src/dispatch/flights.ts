import type { ClaimedTask } from './claim-tasks.ts';
import { Patience } from './patience.ts';

/** Between two extensions of a lease in the database. */
const LONGEST_PAUSE_MS = 2_000;

interface Flight {
  tasks: ClaimedTask[];
  patience: Patience;
  extendedAt: number;
}

/** Calls that have left and have not been answered. */
export class Flights {
  private readonly byTask = new Map<string, Flight>();
  private readonly running = new Map<Promise<void>, Flight>();

  /** Signs of life come from every task of a call; the leases in the database need one only now and then. */
  private readonly extendEveryMs: number;

  constructor(private readonly patienceMs: number) {
    this.extendEveryMs = Math.min(LONGEST_PAUSE_MS, patienceMs / 7);
  }

  /** `call` ends when its results are with the recorder: a stop waits for that. */
  async fly(tasks: ClaimedTask[], call: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const flight: Flight = { tasks, patience: new Patience(this.patienceMs), extendedAt: performance.now() };
    for (const { id } of tasks) this.byTask.set(id, flight);
    const landing = call(flight.patience.signal);
    this.running.set(landing, flight);
    try {
      await landing;
    } finally {
      flight.patience.end();
      this.running.delete(landing);
      for (const { id } of tasks) if (this.byTask.get(id) === flight) this.byTask.delete(id);
    }
  }

  /** Returns the tasks whose leases are to be extended now. */
  extend(taskId: string, fence: number): ClaimedTask[] {
    const flight = this.byTask.get(taskId);
    if (!flight?.tasks.some((task) => task.id === taskId && task.fence === fence)) return [];
    flight.patience.extend();
    const now = performance.now();
    if (now - flight.extendedAt < this.extendEveryMs) return [];
    flight.extendedAt = now;
    return flight.tasks;
  }

  /** Returns the tasks that are still out after this time. */
  async landed(graceMs: number): Promise<ClaimedTask[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.allSettled(this.running.keys()), late]);
    clearTimeout(timer);
    return [...this.running.values()].flatMap(({ tasks }) => tasks);
  }
}
