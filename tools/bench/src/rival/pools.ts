import pg from 'pg';

/** The databases that hold something of people, and the one of requests. */
export const STORES = ['external-contacts', 'dialer', 'conversations', 'architect', 'directory', 'aggregator'] as const;
export type Store = (typeof STORES)[number];

const POOL_SIZE = 10;
const TENANT = `select set_config('lethe.organisation', $1, true)`;

/** Sends whole transactions of one organisation in one piece, as the role of the service. */
export class Pools {
  private readonly pools: Map<string, pg.Pool>;

  constructor(
    urls: Readonly<Record<string, string>>,
    readonly organisationId: string,
  ) {
    this.pools = new Map(
      STORES.map((store) => [store, new pg.Pool({ connectionString: urls[store], max: POOL_SIZE, pipeline: true })]),
    );
  }

  /** One statement in a transaction of its own; $1 is the organisation. `name`: it is prepared once by session. */
  async run<Row extends pg.QueryResultRow>(
    store: Store,
    { name, text }: { name: string; text: string },
    values: readonly unknown[],
  ): Promise<Row[]> {
    const client = await this.pools.get(store)!.connect();
    const sent = [
      client.query('begin'),
      client.query({ name: 'tenant', text: TENANT, values: [this.organisationId] }),
      client.query<Row>({ name, text, values: [this.organisationId, ...values] }),
      client.query('commit'),
    ] as const;
    const settled = await Promise.allSettled(sent);
    client.release();
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return (settled[2] as PromiseFulfilledResult<pg.QueryResult<Row>>).value.rows;
  }

  async end(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }
}
