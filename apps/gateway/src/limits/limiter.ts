import type pg from 'pg';

const WINDOW_MS = 60_000;
const CLEAR_MS = 300_000;
/** Beyond this many keys everything is forgotten: the database knows. */
const MOST = 10_000;

/** Where a caller stands in the current window. */
export interface Standing {
  consumed: number;
  msBeforeNext: number;
}

/**
 * `points` per minute and key, counted in PostgreSQL and by its clock, so that gateways agree whatever their own clocks
 * say.
 */
export class Limiter {
  /** Keys that are over, until their window ends (`performance.now()`): they cost no query. */
  private readonly over = new Map<string, { until: number; consumed: number }>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly name: string,
    readonly points: number,
  ) {
    setInterval(() => void pool.query(CLEAR).catch(() => undefined), CLEAR_MS).unref();
  }

  /** Counts one more. */
  async consume(key: string): Promise<Standing> {
    const known = this.over.get(key);
    const left = (known?.until ?? 0) - performance.now();
    if (known !== undefined && left > 0) return { consumed: known.consumed, msBeforeNext: left };
    const { rows } = await this.pool.query<Standing>({
      name: 'limit-consume',
      text: CONSUME,
      values: [`${this.name}:${key}`, WINDOW_MS],
    });
    const standing = rows[0]!;
    if (standing.consumed > this.points) this.remember(key, standing);
    return standing;
  }

  /** Counts nothing; undefined when nothing was counted in this window. */
  async look(key: string): Promise<Standing | undefined> {
    const { rows } = await this.pool.query<Standing>({
      name: 'limit-look',
      text: LOOK,
      values: [`${this.name}:${key}`, WINDOW_MS],
    });
    return rows[0];
  }

  private remember(key: string, { consumed, msBeforeNext }: Standing): void {
    if (this.over.size >= MOST) this.over.clear();
    this.over.set(key, { until: performance.now() + msBeforeNext, consumed });
  }
}

const NOW = `(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** A window that ends later than a new one would was written by a wrong clock; it is over. */
const CONSUME = `
  with clock as (select ${NOW} as now)
  insert into rate_limit as counted (key, points, expire) select $1, 1, now + $2 from clock
  on conflict (key) do update set
    points = case when counted.expire > excluded.expire - $2 and counted.expire <= excluded.expire then counted.points + 1 else 1 end,
    expire = case when counted.expire > excluded.expire - $2 and counted.expire <= excluded.expire then counted.expire else excluded.expire end
  returning points as consumed, (expire - (select now from clock))::int as "msBeforeNext"`;

const LOOK = `
  with clock as (select ${NOW} as now)
  select points as consumed, (expire - now)::int as "msBeforeNext" from rate_limit, clock
    where key = $1 and expire > now and expire <= now + $2`;

const CLEAR = `delete from rate_limit where expire < ${NOW} - 3600000`;
