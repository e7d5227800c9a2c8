/** The longest pause between two tries at a domain that is away. */
const LONGEST_MS = 5_000;
const FIRST_MS = 250;

/** Work in flight of one domain, and whether the next call may leave. */
export class Gate {
  private readonly flights = new Set<number>();
  private failures = 0;
  private closedUntil = 0;

  /**
   * How many batches may leave now. Two that have just left leave time for the next one to fill; calls that take long
   * do not count, so that a few large exports do not hold up everything else. While the domain is away a single batch
   * tries it.
   */
  room(now: number): number {
    if (this.flights.size >= MOST) return 0;
    if (this.failures > 0) return this.flights.size === 0 && now >= this.closedUntil ? 1 : 0;
    const young = [...this.flights].filter((since) => now - since < YOUNG_MS).length;
    return Math.max(0, Math.min(2 - young, MOST - this.flights.size));
  }

  /**
   * Returns what ends the flight: `away` tells whether the domain did not answer. It returns false when that says
   * nothing of the domain as it is now.
   */
  depart(now: number): (away: boolean) => boolean {
    let since = now;
    while (this.flights.has(since)) since += 0.001;
    this.flights.add(since);
    return (away) => {
      const counted = this.flights.delete(since);
      if (!away) this.open();
      else if (counted) this.close();
      return counted || !away;
    };
  }

  open(): void {
    this.failures = 0;
    this.closedUntil = 0;
  }

  /**
   * The domain was away and is back: calls that are still out were probably lost on the way, and nothing new waits for
   * them.
   */
  reopen(): void {
    this.flights.clear();
    this.open();
  }

  private close(): void {
    const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(this.failures++, 10));
    this.closedUntil = performance.now() + pause * (0.5 + Math.random() / 2);
  }

  get isIdle(): boolean {
    return this.flights.size === 0;
  }
}

/** Calls in flight at most, and the age in ms from which a call is a long one. */
const MOST = 8;
const YOUNG_MS = 250;
