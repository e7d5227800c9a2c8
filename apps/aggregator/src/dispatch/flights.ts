import type { ClaimedTask } from './claim-tasks.ts';
import { Patience } from './patience.ts';

/** Signs of life come from every task of a call; the leases in the database need one only now and then. */
const EXTEND_EVERY_MS = 2_000;

interface Flight {
  tasks: ClaimedTask[];
  patience: Patience;
  extendedAt: number;
}

/** Calls that have left and have not been answered. */
export class Flights {
  private readonly byTask = new Map<string, Flight>();
  private readonly running = new Set<Promise<unknown>>();

  constructor(private readonly patienceMs: number) {}

  async fly<T>(tasks: ClaimedTask[], call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight: Flight = { tasks, patience: new Patience(this.patienceMs), extendedAt: performance.now() };
    for (const { id } of tasks) this.byTask.set(id, flight);
    const landing = call(flight.patience.signal);
    this.running.add(landing);
    try {
      return await landing;
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
    if (now - flight.extendedAt < EXTEND_EVERY_MS) return [];
    flight.extendedAt = now;
    return flight.tasks;
  }

  async landed(graceMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.allSettled([...this.running]), late]);
    clearTimeout(timer);
  }
}
