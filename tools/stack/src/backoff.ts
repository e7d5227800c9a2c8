const FIRST_MS = 200;
const LONGEST_MS = 10_000;
const STEADY_AFTER_MS = 30_000;

/**
 * How long to wait before a process that died is started again: 0.2 s, doubled each time up to 10 s, from the start
 * again after 30 s of life.
 */
export class Backoff {
  private attempts = 0;

  next(livedMs: number): number {
    if (livedMs >= STEADY_AFTER_MS) this.attempts = 0;
    return Math.min(LONGEST_MS, FIRST_MS * 2 ** this.attempts++);
  }

  /** Deaths in a row, none of them after a steady life. */
  get deaths(): number {
    return this.attempts;
  }

  reset(): void {
    this.attempts = 0;
  }
}
