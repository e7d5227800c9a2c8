/** A lease outlives a few beats that fail. */
const BEATS_PER_LEASE = 5;
/** Without a byte for this long, whatever is waited for will not come. */
const LONGEST_IDLE_MS = 60_000;

/**
 * Keeps a lease while bytes move. `lost` rejects when the lease is somebody else's, or when nothing has moved for a
 * minute.
 */
export class Heartbeat {
  readonly lost: Promise<never>;
  private movedAt = performance.now();
  private beatAt = this.movedAt;
  private readonly timer: NodeJS.Timeout;
  private fail!: (error: Error) => void;

  constructor(
    leaseSeconds: number,
    private readonly extend: (moved: boolean) => Promise<boolean>,
  ) {
    this.lost = new Promise<never>((_, reject) => (this.fail = reject));
    this.lost.catch(() => undefined);
    this.timer = setInterval(() => void this.beat(), (leaseSeconds * 1_000) / BEATS_PER_LEASE);
  }

  async *watch(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.movedAt = performance.now();
      yield chunk;
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    const now = performance.now();
    if (now - this.movedAt >= LONGEST_IDLE_MS) return this.fail(new Error('Nothing has moved for a minute.'));
    const moved = this.movedAt >= this.beatAt;
    this.beatAt = now;
    // Without the database nobody else can take over either; the fence decides in the end.
    const mine = await this.extend(moved).catch(() => true);
    if (!mine) this.fail(new Error('The lease is lost.'));
  }
}
