const BEAT_MS = 3_000;
/** Beats without a byte after which whatever is waited for will not come. */
const MOST_IDLE_BEATS = 20;

/** Keeps a lease while bytes move. `lost` rejects when the lease is somebody else's, or when nothing has moved for a minute. */
export class Heartbeat {
  readonly lost: Promise<never>;
  private moved = true;
  private idle = 0;
  private readonly timer: NodeJS.Timeout;
  private fail!: (error: Error) => void;

  constructor(private readonly extend: (moved: boolean) => Promise<boolean>) {
    this.lost = new Promise<never>((_, reject) => (this.fail = reject));
    this.lost.catch(() => undefined);
    this.timer = setInterval(() => void this.beat(), BEAT_MS);
  }

  async *watch(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.moved = true;
      yield chunk;
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    const { moved } = this;
    this.idle = moved ? 0 : this.idle + 1;
    this.moved = false;
    if (this.idle >= MOST_IDLE_BEATS) return this.fail(new Error('Nothing has moved for a minute.'));
    // Without the database nobody else can take over either; the fence decides in the end.
    const mine = await this.extend(moved).catch(() => true);
    if (!mine) this.fail(new Error('The lease is lost.'));
  }
}
