import type { Logger } from '@lethe/platform';

/**
 * How often a worker looks without being told: only a safety net, for work of other processes and for what became due
 * by time.
 */
const POLL_MS = 1_000;

/** Runs `work` whenever it is nudged and once a second, never twice at once, again at once while it returns true. */
export class Worker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly name: string,
    private readonly logger: Logger,
    private readonly work: () => Promise<boolean>,
    private readonly pollMs = POLL_MS,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.nudge(), this.pollMs);
    this.nudge();
  }

  nudge(): void {
    this.again = true;
    if (this.running === undefined && this.timer !== undefined && !this.stopped)
      this.running = this.run().finally(() => this.ended());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** A nudge between the last look and now would otherwise wait for the poll. */
  private ended(): void {
    this.running = undefined;
    if (this.again) this.nudge();
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        if (await this.work()) this.again = true;
      } catch (error) {
        this.logger.error('background work failed, tried again within a second', error, { verb: this.name });
        this.again = false;
      }
    }
  }
}
