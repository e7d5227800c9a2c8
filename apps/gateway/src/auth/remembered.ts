/** Beyond this many entries everything is forgotten: simpler than evicting, and still bounded. */
const MOST = 10_000;

/**
 * Values by key, each loaded once for all callers that ask at the same time and kept for a while; failures are not
 * kept.
 */
export class Remembered<T> {
  private readonly entries = new Map<string, { until: number; value: Promise<T> }>();

  constructor(
    private readonly forMs: number,
    private readonly load: (key: string) => Promise<T>,
  ) {}

  get(key: string): Promise<T> {
    const known = this.entries.get(key);
    if (known !== undefined && known.until > performance.now()) return known.value;
    if (this.entries.size >= MOST) this.entries.clear();
    const value = this.load(key);
    this.entries.set(key, { until: performance.now() + this.forMs, value });
    value.catch(() => this.entries.delete(key));
    return value;
  }
}
