import pg from 'pg';
import { query } from '../../support/databases.ts';
import { until, type FaultStack } from './fault-stack.ts';

/** Tasks that a domain has and can not finish, because a table of its store is locked. */
export class HeldWork {
  private constructor(
    private readonly stack: FaultStack,
    private readonly domain: string,
    private readonly client: pg.Client,
  ) {}

  static async lock(stack: FaultStack, domain: string, table: string): Promise<HeldWork> {
    const url = new URL(stack.description.databases.admin);
    url.pathname = new URL(stack.description.databases[domain]!).pathname;
    const client = new pg.Client({ connectionString: url.href });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    return new HeldWork(stack, domain, client);
  }

  /** Task → fence, once so many are under way. */
  async underWay(tasks: number): Promise<Map<string, number>> {
    await until(async () => (await this.running()).length >= tasks, 60, `${tasks} tasks under way`);
    return new Map((await this.running()).map(({ id, fence }) => [id, fence]));
  }

  /** Seconds from `since` until each of these tasks was sent again: until somebody has it under a higher fence. */
  async sentAgain(orphans: Map<string, number>, since: number, patienceSeconds: number): Promise<number[]> {
    const seconds = new Map<string, number>();
    await until(async () => {
      const tasks = await query<{ id: string; fence: number }>(this.stack, 'aggregator', `select id, fence::int from task where domain = '${this.domain}'`);
      for (const { id, fence } of tasks) if (!seconds.has(id) && fence > (orphans.get(id) ?? Infinity)) seconds.set(id, (performance.now() - since) / 1_000);
      return seconds.size === orphans.size;
    }, patienceSeconds, 'every orphan is sent again');
    return [...seconds.values()];
  }

  async release(): Promise<void> {
    await this.client.query('rollback').catch(() => undefined);
    await this.client.end();
  }

  private running(): Promise<{ id: string; fence: number }[]> {
    return query(this.stack, 'aggregator', `select id, fence::int from task where domain = '${this.domain}' and state = 'running'`);
  }
}
